"""Who: names, offices, bodies, places, and what pronouns and descriptions stand for."""

from detente.entities.find import find_mentions
from detente.entities.refer import resolve_references

__all__ = ["find_mentions", "resolve_references"]
