"""How relations move: trajectories, phases, signed networks. Pure functions on tables of events.

>>> from detente.relations import phases, trajectory                                            # doctest: +SKIP
>>> path = trajectory(table, "RUS", "UKR")
>>> [(phase.name, phase.first) for phase in phases(path).phases]
"""

from detente.relations.balance import Balance, balance
from detente.relations.network import SignedGraph, Window, signed_graph
from detente.relations.outlook import Outlook, OutlookParameters, backtest, outlook
from detente.relations.panel import Panel, panel
from detente.relations.periods import Parameters
from detente.relations.phases import Phases, Rules, phases
from detente.relations.pivots import Pivot, pivots
from detente.relations.trajectory import Trajectory, trajectory
from detente.relations.worldmix import WorldCounts

__all__ = [
    "Balance",
    "Outlook",
    "OutlookParameters",
    "Panel",
    "Parameters",
    "Phases",
    "Pivot",
    "Rules",
    "SignedGraph",
    "Trajectory",
    "Window",
    "WorldCounts",
    "backtest",
    "balance",
    "outlook",
    "panel",
    "phases",
    "pivots",
    "signed_graph",
    "trajectory",
]
