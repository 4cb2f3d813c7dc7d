"""Whatever is sent to any address of the API: no 5xx, and what comes back is what the OpenAPI document says. Made up by schemathesis."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from servers import BEARER, serving
from web_news import fill

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [
    "GET /ask", "GET /events/{name}", "GET /timeline/{first}/{second}", "GET /articles/{name}", "GET /search", "GET /decisions", "GET /stats",
    "GET /failed", "GET /relations/{first}/{second}", "GET /relations/{first}/{second}/pivots", "GET /network", "GET /outlook/{party}",
    "GET /outlook/{party}/{other}", "POST /read", "POST /code", "POST /decisions", "POST /ingest", "GET /ingest", "GET /ingest/{name}",
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(fill(tmp_path_factory.mktemp("contract"))) as client:
        yield client


@pytest.fixture(scope="module")
def contract(server):
    return schemathesis.openapi.from_dict(server.get("/api/v1/openapi.json").json())


def test_every_operation_is_tried(contract):
    told = {one.ok().label.replace("/api/v1", "") for one in contract.get_all_operations()}

    assert told == set(OPERATIONS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as-documented", "against-it"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_nothing_that_is_sent_breaks_the_server(server, contract, label, mode):
    method, path = label.split(" ")
    operation = contract["/api/v1" + path][method]
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters or operation.body):
        return  # nothing is asked for, so nothing can be wrong

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def send(case):
        case.call_and_validate(base_url=str(server.base_url), headers=BEARER, checks=CHECKS, timeout=60)

    send()
