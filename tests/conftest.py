"""Makes the helpers beside this file importable in every folder of tests."""

from hypothesis import settings

# Machines are slow and shared: no example fails for the time it took.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")
