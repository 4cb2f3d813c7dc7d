"""The addresses of the API."""

from fastapi import APIRouter

from detente.web.api import asking, deciding, ingesting, reading, relating
from detente.web.api.answers import PROBLEMS

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)
for part in (asking, relating, reading, deciding, ingesting):
    router.include_router(part.router)
