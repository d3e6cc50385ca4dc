"""Makes the helpers beside this file importable in every folder of tests."""
