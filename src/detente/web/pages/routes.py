"""The addresses of the pages."""

from fastapi import APIRouter

from detente.web.pages import deciding, reading
from detente.web.pages.article import make_article
from detente.web.pages.event import make_event
from detente.web.pages.home import make_home
from detente.web.pages.intake import make_intake
from detente.web.pages.method import make_method
from detente.web.pages.network import make_network
from detente.web.pages.page import add_page
from detente.web.pages.relation import make_relation
from detente.web.pages.search import make_search
from detente.web.pages.sources import make_sources
from detente.web.pages.state import make_state

router = APIRouter(include_in_schema=False)
router.include_router(reading.router)
router.include_router(deciding.router)
add_page(router, "/", make_home, named="/home")
add_page(router, "/relation/{a}/{b}", make_relation)
add_page(router, "/event/{name}", make_event)
add_page(router, "/article/{name}", make_article)
add_page(router, "/state/{code}", make_state)
add_page(router, "/network", make_network)
add_page(router, "/search", make_search)
add_page(router, "/sources", make_sources)
add_page(router, "/ingest", make_intake)
add_page(router, "/method", make_method)
