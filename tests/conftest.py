"""What tests of several rooms share: a reading made by hand, so that they need no pipeline, and a web server on loopback."""

import http.server
import threading
from collections.abc import Callable, Iterator

import pytest
from samples import PRK, PUBLISHED, TEXT, make_claim, party

from detente.reading import Reading
from detente.records import Article, Entity, Notice, Place, Sentence


@pytest.fixture
def reading() -> Reading:
    """Two claims on one event by two voices, and one on a meeting at a place."""
    second = TEXT.index("North Korea denied")
    denial = make_claim(
        id="c2", stance="denies", certainty="certain", speakers=(party(PRK, "North Korea"),), when=None, sentence_index=1,
        sentence_start=second, sentence_end=TEXT.index("it.") + 3, trigger_start=TEXT.index("it."), trigger_end=TEXT.index("it.") + 2,
        trigger_text="it", because=("claims:en/deny",),
    )  # fmt: skip
    putin = Entity(code="RUS", sector="GOV", name="Vladimir Putin", wikidata="Q7747", office="president")
    meeting = make_claim(
        id="c3", type="CONSULT", quad="verbal cooperation", modes=("visit",), auxiliary=("negation",), actors=(party(putin, ""), party(PRK, "Pyongyang")),
        recipients=(), speakers=(), where=Place(name="Vladivostok", country="RUS", lat=43.1, lon=131.9, start=-1, end=-1),
        trigger_start=TEXT.index("=SUM"), trigger_end=TEXT.index("=SUM") + 8, trigger_text="=SUM(A1)",
        sentence_start=TEXT.index("=SUM"), sentence_end=len(TEXT), sentence_index=2,
    )  # fmt: skip
    article = Article(text=TEXT, language="en", published=PUBLISHED, published_basis="given", title="Shells", publisher="Our Paper")
    notice = Notice(code="load.encoding", message="not UTF-8", where="demo.txt")
    sentence = Sentence(index=0, start=0, end=TEXT.index(".") + 1, paragraph=0, kind="body", tokens=())
    return Reading(article=article, claims=(make_claim(), denial, meeting), notices=(notice,), sentences=(sentence,))


Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A web server on loopback that answers by path; `url(path)` is an address of it, `asked` the requests that came."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[http.server.BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers.get("Host", "")))
                page = site.pages.get(self.path, (404, {}, b"none"))
                if callable(page):
                    page(self)
                    return
                status, headers, body = page
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A fresh web server for one test."""
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
