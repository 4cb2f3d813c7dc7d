"""Opening a session in a browser, and ending it."""

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from detente.web.problems import tell
from detente.web.safety import Buckets, client_of
from detente.web.settings import Settings
from detente.web.templating import render
from detente.web.tokens import Keys


def make_router(settings: Settings) -> APIRouter:
    """The routes of `/login` and `/logout`."""
    router = APIRouter(include_in_schema=False)
    keys, guesses = Keys(settings.token), Buckets(rate=0.5, size=settings.guesses)

    def enter(request: Request, token: str) -> Response:
        client = client_of(request.scope)
        if wait := guesses.wait(client):
            return tell(request.scope, 429, "too many wrong tokens", headers={"Retry-After": str(int(wait) + 1)})
        if not keys.fits(token):
            guesses.take(client)
            return render(request, "login.html", status=401, wrong=True)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            keys.cookie, keys.new_session(time.time()), httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
        )
        return answer

    @router.get("/login")
    def open_login(request: Request, token: str = "") -> Response:
        return enter(request, token) if token else render(request, "login.html", wrong=False)

    @router.post("/login")
    def send_login(request: Request, token: Annotated[str, Form()] = "") -> Response:
        return enter(request, token)

    @router.post("/logout")
    def leave(request: Request) -> Response:
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(keys.cookie, path="/", httponly=True, samesite="strict")
        return answer

    return router
