"""Vega's JavaScript, taken from the installed package at run time: no code of others among our files, nothing from elsewhere."""

import hashlib
from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import Response

router = APIRouter(include_in_schema=False)


@router.get("/static/vega.js")
def send_vega(request: Request) -> Response:
    """Vega, Vega-Lite and vega-embed as one file that sets `window.vega`, `window.vegaLite` and `window.vegaEmbed`."""
    data, tag = vega()
    headers = {"ETag": tag, "Cache-Control": "private, max-age=3600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="text/javascript", headers=headers)


@cache
def vega() -> tuple[bytes, str]:
    """The bundle and its ETag; made once a run, which takes some seconds."""
    import vl_convert

    data = vl_convert.javascript_bundle(None).encode("utf-8")  # type: ignore[arg-type]  # its types ask for what its words call optional
    return data, f'"{hashlib.sha256(data).hexdigest()[:16]}"'
