"""The server: pages and API over one ledger, behind one guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from detente.desk import Ledger
from detente.web import login, scripts
from detente.web.api import routes as api
from detente.web.api.ingesting import Jobs
from detente.web.pages import routes as pages
from detente.web.problems import Faults, add_handlers
from detente.web.safety import Bodies, Hosts, Rates, SafeHeaders
from detente.web.settings import Settings
from detente.web.state import State
from detente.web.tokens import Gate

_STATIC = Path(__file__).parent / "static"
OPENAPI = "/api/v1/openapi.json"


def create_app(ledger: str, *, settings: Settings) -> FastAPI:
    """A server of a ledger, e.g. `create_app("detente.db", settings=Settings(token=new_token(), open_reading=True))`.

    `ledger` is a file or a PostgreSQL URL. It is opened to read; what writes opens it for as long as that takes. Raises LedgerError where
    there is none.
    """
    held = State(ledger=Ledger(ledger), settings=settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        held.close()

    app = FastAPI(
        title="detente", version=version("detente"), openapi_url=OPENAPI, docs_url=None, redoc_url=None, lifespan=life,
        description="Political events of the news, each once, with who says so and who denies it.",
    )  # fmt: skip
    app.state.held, app.state.jobs = held, Jobs()
    add_handlers(app)
    # the last one added is the first that a request meets
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(Bodies, most=settings.body_bytes, seconds=settings.body_seconds)
    app.add_middleware(Rates, rate=settings.rate, burst=settings.burst)
    app.add_middleware(Hosts, names=settings.names)
    app.add_middleware(Faults)
    app.add_middleware(SafeHeaders)
    app.include_router(login.make_router(settings))
    app.include_router(scripts.router)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app
