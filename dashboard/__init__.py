"""Pantau Netralitas: a dashboard over records of election-neutrality prevention and violations."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("pantau-netralitas")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"
