"""How relations move: trajectories, phases, signed networks. Pure functions on tables of events.

>>> from detente.relations import phases, trajectory                                            # doctest: +SKIP
>>> path = trajectory(table, "RUS", "UKR")
>>> [(phase.name, phase.first) for phase in phases(path).phases]
"""

from detente.relations.panel import Panel, panel
from detente.relations.periods import Parameters
from detente.relations.phases import Phases, Rules, phases
from detente.relations.trajectory import Trajectory, trajectory

__all__ = ["Panel", "Parameters", "Phases", "Rules", "Trajectory", "panel", "phases", "trajectory"]
