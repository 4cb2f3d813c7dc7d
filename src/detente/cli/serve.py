"""`detente serve`: a ledger in the browser, and as an API."""

import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.errors import MissingExtra, SourceError, UsageError

if TYPE_CHECKING:
    from detente.web.settings import Settings

_MISSING = "{name} is not installed; install it with: python -m pip install 'detente[web]'"


@click.command(name="serve")
@click.argument("ledger", metavar="[LEDGER]", default="detente.db")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen; off loopback a token is needed.")
@click.option("--port", type=click.IntRange(0, 65535), default=8090, show_default=True, help="0 takes a free one.")
@click.option("--token-file", metavar="FILE", default="", help="A file that holds the token; else one is made for this run.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A host name that the server may be asked by, e.g. behind a proxy.")
@click.option("--rate", type=click.FloatRange(0), default=50.0, show_default=True, help="Requests a second of one client, 0 for no limit.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def command(ledger: str, host: str, port: int, token_file: str, names: tuple[str, ...], rate: float, *, open_browser: bool) -> int:
    """Serve LEDGER, a file or a PostgreSQL URL, to a browser and, under /api/v1, to programs.

    On loopback everybody on this machine may read. To decide or ingest, and for all on any other address, the token is needed.
    """
    loopback = is_loopback(host)
    if not loopback and not token_file:
        raise UsageError(f"--host {host} lets others reach the ledger, so it needs --token-file FILE; or leave out --host")
    settings = _settings(token_file, names=names, rate=rate, open_reading=loopback)
    serve(ledger, settings=settings, host=host, port=port, shows_token=not token_file, open_browser=open_browser)
    return 0


def serve(ledger: str, *, settings: "Settings", host: str, port: int, shows_token: bool, open_browser: bool) -> None:
    """Serves a ledger until it is stopped; says the address once it listens, with the session's token where it `shows_token`."""
    try:
        import uvicorn

        from detente.web.app import create_app
    except ModuleNotFoundError as error:
        raise MissingExtra(_MISSING.format(name=error.name)) from error
    app = create_app(ledger, settings=settings)
    bound = _bind(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}/"
    full = f"{address}login?token={settings.token}" if shows_token else address
    click.echo(f"{ledger} is served on {address} (Ctrl+C stops it)", err=True)
    if shows_token:
        click.echo(f"to decide and ingest as well, open {full}", err=True)
    if open_browser:
        click.launch(full)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, timeout_keep_alive=15, limit_concurrency=200,
        timeout_graceful_shutdown=3, ws="none",
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[bound])


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _settings(token_file: str, **options: object) -> "Settings":
    from detente.web.settings import Settings, new_token

    if not token_file:
        return Settings(token=new_token(), **options)  # type: ignore[arg-type]
    path = Path(token_file)
    try:
        token = path.read_text(encoding="utf-8").strip()
        shared = path.stat().st_mode & 0o077
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--token-file {token_file}: cannot be read ({getattr(error, 'strerror', None) or 'not text'})") from error
    if shared:
        click.echo(f"{token_file} can be read by others of this machine; chmod 600 {token_file} mends it", err=True)
    return Settings(token=token, **options)  # type: ignore[arg-type]


def _bind(host: str, port: int) -> socket.socket:
    """A socket that listens, so that whoever is told the address finds it open."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        more = "; --port 0 takes a free one" if port else ""
        raise SourceError(f"{host}:{port}: cannot be listened on ({error.strerror or error}){more}") from error
