"""What a document of events is called: the question in words, and an id that the same question always has."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from detente.export import Heading
from detente.language.phrases import Phrases, load_phrases
from detente.records import Account

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def heading_of(accounts: Sequence[Account], parties: Sequence[str], asked: Mapping[str, Any], language: str) -> Heading:
    """The heading of a document of events that were asked for; it is as old as the last thing learned of them, so it repeats itself."""
    question = {name: _plain(value) for name, value in sorted(asked.items()) if value and name != "limit"}
    question |= {"parties": sorted(code.upper() for code in parties)}
    digest = hashlib.sha256(json.dumps(question, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:16]
    made = max((one.learned for one in accounts), default=_EPOCH)
    return Heading(id=digest, title=title_of(load_phrases(language), parties, asked), made=made, language=language)


def title_of(phrases: Phrases, parties: Sequence[str], asked: Mapping[str, Any]) -> str:
    """A question in words, e.g. "Events: Russia and North Korea, from 2019"."""
    parts = [phrases.listed(phrases.name(code.upper()) for code in parties)] if parties else [phrases.say("everything")]
    parts += [phrases.say(name, day=asked[name]) for name in ("since", "until", "as_of") if asked.get(name)]
    for name, key in (("types", "only_types"), ("statuses", "only_statuses")):
        if asked.get(name):
            words = [phrases.kind(one.upper()) if name == "types" else phrases.status(one.lower()) for one in asked[name]]
            parts.append(phrases.say(key, names=phrases.listed(words)))
    return phrases.say("feed", query=", ".join(parts))


def _plain(value: Any) -> Any:  # of the options of a question: text, a number, or several texts
    return value if isinstance(value, str | int) else sorted(value)
