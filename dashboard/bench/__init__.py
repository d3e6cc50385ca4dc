"""How fast the program is: measured against something that is measured beside it, in one run."""
