"""Give each event its voices: who asserts it, who denies it, how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.records import SPEAKER, Attribution, Event, Party

ORDER = ("certain", "probable", "possible")
RUMOUR = frozenset({"hearsay"})
"""What makes a report uncertain, not its denial: "denied rumours that ..."."""
UNSAID = ("hearsay", "unverified", "no-comment")
"""Kinds of attributions by which nobody says anything."""
UNSURE = {"possible": "possible", "hearsay": "possible", "able": "possible", "hypothetical": "possible", "probable": "probable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice on an event: its speakers (none: the reporter), stance and certainty, and what decided."""

    speakers: tuple[Party, ...] = ()
    via: tuple[Party, ...] = ()
    stance: str = "asserts"
    certainty: str = "certain"
    quoted: bool = False
    because: tuple[str, ...] = ()


def find_voices(event: Event, events: Sequence[Event], attributions: Sequence[Attribution]) -> tuple[tuple[Voice, Event], ...]:
    """The voices on an event with the event as each means it ("we" replaced by the speaker).

    The innermost source speaks; one around it that denies or doubts is a voice of its own:
    "Russia denied the US claim that ..." gives USA asserts and RUS denies.
    """
    around = sorted((a for a in attributions if event.trigger[0] in a.content), key=lambda a: len(a.content))
    hearsay = [a for a in around if a.kind in UNSAID]
    named = [a for a in around if _is_voice(a)]
    told = _told(event, events)
    sure = _surest(event, [a for a in hearsay if not (told and a.sources)])
    if "on-word" in event.flags and any(a.stance == "denies" for a in named):
        return ()  # what an accusation says is denied, not that it was made
    voices: list[Voice] = []
    if told:
        voices.append(Voice(speakers=told, certainty=sure))
    for number, a in enumerate(named):
        against = a.stance in ("denies", "doubts")
        if (number == 0 and not told) or against:
            if not a.sources and len(named) > 1 and not against:
                continue
            voices.append(_voice(a, _surest(replace(event, effects=event.effects - RUMOUR), ()) if a.stance == "denies" else sure))
        elif not voices and a.sources:
            voices.append(_voice(a, sure))
    if not voices:
        via = tuple(p for a in around for p in a.via)
        voices.append(Voice(certainty=sure, via=via, because=tuple(a.because for a in hearsay)))
    asserting = next((v.speakers for v in voices if v.stance == "asserts"), ())
    return tuple((_double(voice, event), _with_speaker(event, voice, asserting)) for voice in voices)


def _is_voice(a: Attribution) -> bool:
    """Whether an attribution hands the word to somebody, named or not, who is not already speaking."""
    return a.kind not in UNSAID and not _is_we(a) and bool(a.sources or a.stance != "asserts" or a.kind in ("speech", "thought"))


def _is_we(a: Attribution) -> bool:
    """Whether the source is only "we": then the voice is that of whoever is quoted."""
    return bool(a.sources) and all(p.entity.code == SPEAKER for p in a.sources)


def _voice(a: Attribution, sure: str) -> Voice:
    return Voice(
        speakers=a.sources,
        via=a.via,
        stance=a.stance,
        certainty=weaker(a.certainty, sure),
        quoted=a.quoted,
        because=(a.because,),
    )


def _told(event: Event, events: Sequence[Event]) -> tuple[Party, ...]:
    return event.tellers or (events[event.told_by].actors if event.told_by >= 0 else ())


def _surest(event: Event, hearsay: Sequence[Attribution]) -> str:
    found = "certain"
    for effect in event.effects:
        found = weaker(found, UNSURE.get(effect, "certain"))
    for a in hearsay:
        if a.kind == "no-comment":
            continue
        found = weaker(found, a.certainty)
    return found


def _double(voice: Voice, event: Event) -> Voice:
    if "double-negation" in event.effects:
        return replace(voice, stance="confirms", certainty="certain")
    return voice


def _with_speaker(event: Event, voice: Voice, asserting: tuple[Party, ...]) -> Event:
    actors = _replace_we(event.actors, voice)
    own = {p.entity.code for p in actors}
    home = "home" in event.flags  # a state against its own people: one code on both sides
    recipients = tuple(p for p in _replace_we(event.recipients, voice) if home or p.entity.code not in own)
    if not recipients and voice.stance == "asserts" and ("own" in event.flags or _tells_losses(event, voice)):
        recipients = tuple(p for p in voice.speakers if p.entity.code not in own)
    if not recipients and voice.stance != "asserts" and "own" in event.flags:
        recipients = tuple(p for p in asserting if p.entity.code not in own)
    same = actors == event.actors and recipients == event.recipients
    return event if same else replace(event, actors=actors, recipients=recipients)


def _tells_losses(event: Event, voice: Voice) -> bool:
    """Whether a state tells what another's force cost and names no victim: its own losses ("Iran reports 78 dead in Israel's strikes")."""
    tellers = {p.entity.code for p in voice.speakers if p.entity.sector != "JRN"}
    theirs = {p.entity.code for p in event.actors}
    return "losses" in event.flags and len(tellers) == 1 and len(min(tellers)) == 3 and bool(theirs) and not theirs & tellers


def _replace_we(parties: tuple[Party, ...], voice: Voice) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        if party.entity.code != SPEAKER:
            found.setdefault(party.entity.code, party)
            continue
        for speaker in voice.speakers:
            found.setdefault(speaker.entity.code, replace(party, entity=speaker.entity))
    return tuple(found.values())


def weaker(first: str, second: str) -> str:
    """The less certain of two certainties."""
    return max(first, second, key=ORDER.index)
