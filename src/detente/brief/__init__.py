"""Briefs: what became known in some days, as a page, Markdown or PDF. Pure functions on what `desk/briefing.py` puts together."""

from detente.brief.contents import Brief, Change, Move

__all__ = ["Brief", "Change", "Move"]
