"""Charts as records of places: pure functions from values to where each mark stands; the templates draw them as SVG with links.

Drawn here and not by Vega, because a page must come within 100 ms, work without JavaScript, link each mark and follow the reader's light or
dark (docs/decisions/0014-web.md has the times).
"""
