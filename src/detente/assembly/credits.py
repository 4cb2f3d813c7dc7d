"""Who a text was taken from: datelines and credit lines, which a copy changes first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.language import Pack

HEAD, TAIL = 3, 4
"""Lines at the beginning and at the end of a text that may hold a credit."""
LONGEST = 200
"""Characters of a line of credits: a longer one that begins like it is a paragraph."""


_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LEAD = re.compile(r"(?P<lead>[^\n\"“”!?;]{2,90}?)\s*(?:\s[-–—]{1,2}\s|—|(?<=\))\s*:\s)\s*")
_SHOUTED = re.compile(r"\b[A-Z][A-Z.]{2,}\b")


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency that a text credits, "" for none, and the spans of the text that only say so, `[start, end)` in characters."""

    agency: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The spellings of all agencies as one pattern, and the name that each spelling stands for."""

    pattern: re.Pattern[str]
    names: dict[str, str]


def find_credit(text: str, pack: Pack) -> Credit:
    """The credit of a text, e.g. agency "Reuters" for "KYIV, Feb 24 (Reuters) - Russia ..." or a last line "(Reporting by Reuters)".

    Agencies and the openings of credit lines are those of `assembly.toml` of the language.
    """
    agencies, openings = _agencies(pack), tuple(word.lower() for word in pack.settings["assembly"]["credits"]["openings"])
    lines = [m.span() for m in _LINE.finditer(text)]
    named, spans = "", []
    for place, (start, end) in enumerate(lines):
        line = text[start:end]
        if HEAD < place < len(lines) - TAIL:
            continue
        if place and _is_credit(line, openings, agencies):
            spans.append((start, end))
            named = named or _named(line, agencies)
        elif place <= HEAD and (length := _dateline(line, agencies)):
            spans.append((start, start + length))
            named = named or _named(line[:length], agencies)
    return Credit(named, tuple(spans))


def strip_credits(text: str, pack: Pack) -> str:
    """The text without datelines and credit lines: what a copy and its original share."""
    kept, last = [], 0
    for start, end in find_credit(text, pack).spans:
        kept.append(text[last:start])
        last = end
    return "".join([*kept, text[last:]])


def _is_credit(line: str, openings: Iterable[str], agencies: Agencies) -> bool:
    """Whether a line only tells who wrote it: it begins as credits do, or holds agencies and nothing else."""
    bare = line.strip().strip("()[]*_—–- .")
    if bare.lower().startswith(tuple(openings)):
        return len(bare) <= LONGEST
    return not re.search(r"\w", agencies.pattern.sub("", bare))


def _dateline(line: str, agencies: Agencies) -> int:
    """How many characters of a line are its dateline ("JAKARTA, 15 Nov (Antara) - "), 0 for none."""
    found = _LEAD.match(line)
    if not found:
        return 0
    lead = found["lead"]
    return found.end() if _SHOUTED.search(lead) or _named(lead, agencies) else 0


def _named(words: str, agencies: Agencies) -> str:
    """The agency that is named first in some words, "" for none: "ANTARA" and "Antara" are one."""
    found = agencies.pattern.search(words)
    return agencies.names[found.group()] if found else ""


def _agencies(pack: Pack) -> Agencies:
    if "assembly:agencies" not in pack.caches:
        listed = pack.settings["assembly"]["agencies"]
        names = {written: name for name, spellings in listed.items() for written in spellings}
        spelled = "|".join(re.escape(written) for written in sorted(names, key=len, reverse=True))
        pack.caches["assembly:agencies"] = Agencies(re.compile(rf"(?<!\w)(?:{spelled})(?!\w)"), names)
    found: Agencies = pack.caches["assembly:agencies"]
    return found
