"""The faces of a ledger that a browser or a program meets: pages, and the API under /api/v1.

`create_app` of `detente.web.app` makes the server; `detente serve` runs it. FastAPI takes its time to load, so nothing is imported here.
"""
