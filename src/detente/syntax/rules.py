"""The token rules of a language, compiled once from its `tokens.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.language.pack import Pack

LETTER = r"[^\W\d_]"
# combining marks are no word characters for `re`, but they belong to the word before them
WORD = r"[^\W_\u0300-\u036f](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d]){0,99}"
SKIP = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What `tokens.toml` says, ready for use; word lists are lower case but for `abbreviations`."""

    pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    open_abbreviations: frozenset[str]
    starters: frozenset[str]
    enclitics: re.Pattern[str] | None
    clitic_ends: Mapping[str, frozenset[str]]
    whole_words: frozenset[str]
    pairs: Mapping[str, int]
    split_lower: bool
    hyphen_prefixes: frozenset[str]
    hyphen_ends: re.Pattern[str] | None
    keep_hyphen: frozenset[str]
    keep_glued: frozenset[str]
    glue_prefixes: tuple[str, ...]
    glued_tails: re.Pattern[str] | None
    dateline_words: frozenset[str]
    agencies: tuple[str, ...]
    dateline_forms: re.Pattern[str] | None
    caption_starts: tuple[str, ...]


def rules_of(pack: Pack) -> TokenRules:
    """The compiled rules of a pack; made at the first call, then kept in the pack."""
    rules = pack.caches.get("syntax:rules")
    if rules is None:
        rules = pack.caches["syntax:rules"] = _compile(pack.settings.get("tokens", {}))
    found: TokenRules = rules
    return found


def _pattern(domains: list[str], currencies: list[str]) -> re.Pattern[str]:
    ends = "|".join(re.escape(d) for d in sorted(domains, key=len, reverse=True)) or "com|org|net"
    address = r"(?:https?://|www\.)[^\s<>\"”]{1,500}(?<![.,;:!?)\]])|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    money = "|".join(re.escape(c) for c in sorted(currencies, key=len, reverse=True)) or r"\$"
    parts = (
        rf"(?P<url>{address}|(?:[^\W_][\w-]{{0,40}}\.){{1,3}}(?:{ends})(?![\w]))",
        rf"(?P<dotted>(?:{LETTER}\.){{2,8}}(?!\w)|{LETTER}(?:\.{LETTER}){{1,7}}(?!\w))",
        r"(?P<number>\d{1,40}(?:[.,:/]\d{1,40}){0,8}(?:-?[^\W\d_]{1,20}(?![\w'’-]))?)",
        rf"(?P<money>(?:{money})(?=\d))",
        rf"(?P<joined>{WORD}(?:[-‐‑'’ʼ`](?!{LETTER}\.{LETTER}\b){WORD}){{1,12}})",
        rf"(?P<word>{WORD})",
        r"(?P<mark>\.{2,50}|…|[!?]{1,20}|-{2,200}|={2,200}|\*{2,200}|_{2,200})",
        rf"(?P<other>[^{SKIP}])",
    )
    return re.compile("|".join(parts))


def _compile(data: Mapping[str, Any]) -> TokenRules:
    hyphen, clitics = data.get("hyphen", {}), data.get("clitics", {})
    ends = hyphen.get("split_ends", [])
    enclitics = clitics.get("after", [])
    dateline = data.get("dateline", {})
    forms = dateline.get("forms", [])
    tails = data.get("glued", {}).get("tails", [])
    return TokenRules(
        pattern=_pattern(data.get("domains", []), data.get("currencies", [])),
        abbreviations=frozenset(data.get("abbreviations", [])),
        open_abbreviations=frozenset(data.get("open_abbreviations", [])),
        starters=frozenset(data.get("starters", [])),
        enclitics=re.compile(f"(?:{'|'.join(enclitics)})$", re.IGNORECASE) if enclitics else None,
        clitic_ends={end: frozenset(hosts) for end, hosts in clitics.get("ends", {}).items()},
        whole_words=frozenset(clitics.get("whole", [])),
        pairs=dict(clitics.get("pairs", {})),
        split_lower=bool(hyphen.get("split_lower", False)),
        hyphen_prefixes=frozenset(hyphen.get("prefixes", [])),
        hyphen_ends=re.compile(f"(?:{'|'.join(ends)})$") if ends else None,
        keep_hyphen=frozenset(hyphen.get("keep", [])),
        keep_glued=frozenset(data.get("glued", {}).get("keep", [])),
        glue_prefixes=tuple(data.get("glued", {}).get("prefixes", [])),
        glued_tails=re.compile(f"({LETTER}{{2,40}}?)({'|'.join(tails)})\\Z") if tails else None,
        dateline_words=frozenset(dateline.get("words", [])),
        agencies=tuple(dateline.get("agencies", [])),
        dateline_forms=re.compile("|".join(forms)) if forms else None,
        caption_starts=tuple(data.get("caption_starts", [])),
    )
