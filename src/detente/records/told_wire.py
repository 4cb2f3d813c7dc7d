"""Rows of the ledger to plain values and back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from detente.records.told import Quantity, Told
from detente.records.wire import Plain, claim_from_dict, claim_to_dict


def told_to_dict(told: Told) -> Plain:
    """A row as plain values: the claim as docs/output.md writes it, days and moments in ISO form."""
    return {
        "claim": claim_to_dict(told.claim), "said": told.said.isoformat() if told.said else None, "learned": told.learned.isoformat(),
        "origin": told.origin, "credit": told.credit, "publisher": told.publisher, "accusing": told.accusing, "headline": told.headline,
        "words": list(told.words), "marks": list(told.marks), "quantities": [quantity_to_dict(q) for q in told.quantities],
        "caveats": list(told.caveats), "withdrawn": told.withdrawn.isoformat() if told.withdrawn else None,
    }  # fmt: skip


def told_from_dict(plain: Mapping[str, Any]) -> Told:
    """The row that `told_to_dict` wrote. Raises KeyError, TypeError or ValueError where it is none."""
    return Told(
        claim=claim_from_dict(plain["claim"]), said=dt.date.fromisoformat(plain["said"]) if plain["said"] else None,
        learned=dt.datetime.fromisoformat(plain["learned"]), origin=plain["origin"], credit=plain["credit"], publisher=plain["publisher"],
        accusing=plain["accusing"], headline=plain["headline"], words=tuple(plain["words"]), marks=tuple(plain["marks"]),
        quantities=tuple(Quantity(**q) for q in plain["quantities"]), caveats=tuple(plain["caveats"]),
        withdrawn=dt.datetime.fromisoformat(plain["withdrawn"]) if plain["withdrawn"] else None,
    )  # fmt: skip


def quantity_to_dict(quantity: Quantity) -> Plain:
    """A quantity as plain values, e.g. {"what": "killed", "low": 40.0, "high": 40.0, "start": 12, "end": 14, "text": "40"}."""
    return {
        "what": quantity.what, "low": quantity.low, "high": quantity.high,
        "start": quantity.start, "end": quantity.end, "text": quantity.text,
    }  # fmt: skip
