"""Many articles made one: which texts are copies, which claims tell of one event, and how that event stands.

A store asks in this order (docs/decisions/0010-assembly.md):

1. `sketch` each new article, keep its bands; `is_copy` on those that share a band; `find_origins` gives each article its origin.
2. `tell` makes the rows to keep from a reading.
3. `block_keys` of each row, kept beside it; `find_links` between new rows and those that share a key: links only ever are added.
4. `join_claims` on every row that hangs on the new ones by links gives their events; what it returns depends on the set of rows alone.
5. `judge` says how an event stands on a day.
"""

from detente.assembly.amend import amend
from detente.assembly.credits import find_credit, strip_credits
from detente.assembly.join import join_claims, live_decisions, withdraw
from detente.assembly.judge import judge
from detente.assembly.links import block_keys, find_links
from detente.assembly.sketch import Sketch, find_copies, find_origins, is_copy, measure_copy, sketch
from detente.assembly.tell import tell

__all__ = [
    "Sketch",
    "amend",
    "block_keys",
    "find_copies",
    "find_credit",
    "find_links",
    "find_origins",
    "is_copy",
    "join_claims",
    "judge",
    "live_decisions",
    "measure_copy",
    "sketch",
    "strip_credits",
    "tell",
    "withdraw",
]
