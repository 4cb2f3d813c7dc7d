"""Many articles made one: which texts are copies, which claims tell of one event, and how that event stands.

A store asks in this order (docs/decisions/0010-assembly.md):

1. `sketch` each new article, keep its bands; `is_copy` on those that share a band; `find_origins` gives each article its origin.
2. `tell` makes the rows to keep from a reading.
3. `make_lead` of each row, kept beside it (`pack_lead`) under its `stored_keys`; `link_leads` between new rows and those that stand under
   their `sought_keys`. Copies of one sentence are folded (`find_folds`): one of them is kept under keys and linked for all (`fold_links`).
4. `join_claims` on every row that hangs on the new ones by links gives their events; what it returns depends on the set of rows alone.
5. `judge` says how an event stands on a day.
"""

from detente.assembly.amend import amend
from detente.assembly.credits import find_credit, strip_credits
from detente.assembly.folds import find_folds, fold_links, spread_links
from detente.assembly.join import join_claims, live_decisions, withdraw
from detente.assembly.judge import judge
from detente.assembly.leads import Lead, make_lead, pack_lead, sought_keys, stored_keys, unpack_lead
from detente.assembly.links import find_links, link_answers, link_leads
from detente.assembly.sketch import Sketch, find_copies, find_origins, is_copy, measure_copy, sketch
from detente.assembly.tell import tell

__all__ = [
    "Lead",
    "Sketch",
    "amend",
    "find_copies",
    "find_credit",
    "find_folds",
    "find_links",
    "find_origins",
    "fold_links",
    "is_copy",
    "join_claims",
    "judge",
    "link_answers",
    "link_leads",
    "live_decisions",
    "make_lead",
    "measure_copy",
    "pack_lead",
    "sketch",
    "sought_keys",
    "spread_links",
    "stored_keys",
    "strip_credits",
    "tell",
    "unpack_lead",
    "withdraw",
]
