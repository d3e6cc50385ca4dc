"""The pages: each asks the warehouse, calls the charts and lays out. No SQL, no figure building."""
