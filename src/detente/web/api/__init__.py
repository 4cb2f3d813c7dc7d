"""The API under /api/v1: what the command line gives, as JSON over HTTP."""
