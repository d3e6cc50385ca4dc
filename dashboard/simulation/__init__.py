"""Simulated records of national volume: to measure speed and to practise, never beside real ones.

Every value is drawn from tables of this package and the reference tables; nobody and nothing that
happened is meant. A simulated record is known by its id and its source (`ingest.simulated`).
"""

from dashboard.simulation.publishing import publish_simulated
from dashboard.simulation.writing import Simulated, SimulationError, simulate

__all__ = ["Simulated", "SimulationError", "publish_simulated", "simulate"]
