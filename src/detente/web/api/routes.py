"""The addresses of the API."""

from fastapi import APIRouter

from detente.web.api import asking, deciding, ingesting, reading
from detente.web.api.answers import PROBLEMS

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)
for part in (asking, reading, deciding, ingesting):
    router.include_router(part.router)
