"""Who is meant by the words for a speaker: "he said" is somebody named before, "ujarnya" too."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.language.parties import UNNAMED
from detente.language.view import SentenceView
from detente.records import Attribution, Mention, Party, Stretch

REACH = 4
"""Sentences back in which a pronoun finds its speaker."""
PERSONS = ("person", "surname", "unknown", "title", "given")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is meant: the name, the place of the text that named them, and the parties they are; "" and None for nobody."""

    name: str = ""
    stretch: Stretch | None = None
    parties: tuple[Party, ...] = ()


@dataclass(slots=True)
class Speakers:
    """Those who spoke so far in a text, and the subjects of its sentences."""

    text: str
    spoken: list[tuple[int, Named]] = field(default_factory=list)
    subjects: list[tuple[int, Named]] = field(default_factory=list)
    _names: dict[str, tuple[str, Stretch | None]] = field(default_factory=dict)

    def enter(self, view: SentenceView) -> None:
        """Takes note of the names of a sentence before its attributions are read."""
        for mention in view.parsed.mentions:
            if mention.how in PERSONS:
                self._remember(mention)

    def leave(self, view: SentenceView) -> None:
        """Takes note of who a sentence was about."""
        number = view.parsed.sentence.index
        for clause in view.parsed.clauses:
            for argument in clause.arguments:
                mention = view.mention_at.get(argument.head)
                if argument.slot == "subj" and not argument.shared and mention is not None and mention.how in PERSONS[:3]:
                    self.subjects.append((number, self._of(mention)))

    def named(self, view: SentenceView, a: Attribution, phrase: Sequence[int], *, quoted: bool = False) -> Named:
        """Who the words of a source mean; those of a pronoun who spoke last, else who the sentence before was about.

        Who speaks inside a quotation (`quoted`) is nobody that a pronoun outside it means.
        """
        if a.source < 0:
            return Named()
        mention = _named_in(view, a.source, phrase)
        if mention is not None:
            found = self._of(mention)
            if not quoted:
                    self.spoken.append((a.sentence, found))
            return found
        if not _stands_in(view, a.source):
            return Named()
        found = self._earlier(a)
        if found.stretch is not None:
            self.spoken.append((a.sentence, found))
        return found

    def _earlier(self, a: Attribution) -> Named:
        codes = {p.entity.code for p in a.sources}
        for kind in (self.spoken, self.subjects):
            for number, found in reversed(kind):
                if a.sentence - number > REACH:
                    break
                if not codes or codes & {p.entity.code for p in found.parties} or not found.parties:
                    return found
        return next((Named(p.entity.name, None) for p in a.sources if p.entity.name), Named())

    def _of(self, mention: Mention) -> Named:
        full = self._names.get(mention.text, ("", None))[1]
        stretch = full or Stretch(start=mention.start, end=mention.end, text=mention.text)
        parties = tuple(
            Party(entity=e, start=mention.start, end=mention.end, text=mention.text) for e in mention.entities if e.code != UNNAMED
        )
        name = next((e.name for e in mention.entities if e.name), "") or stretch.text
        return Named(name, stretch, parties)

    def _remember(self, mention: Mention) -> None:
        words = mention.text.split()
        if len(words) > 1 and mention.text not in self._names:
            for word in words:
                self._names[word] = (mention.text, Stretch(start=mention.start, end=mention.end, text=mention.text))


def _named_in(view: SentenceView, head: int, phrase: Sequence[int]) -> Mention | None:
    """The name in a source: a person's before any other; a state or body only where it speaks itself ("a US official" is unnamed)."""
    own = [i for i in phrase if i in view.mention_at and (i == head or not view.tree.case(i))]  # "leaders who stood with May"
    mentions = [view.mention_at[i] for i in own if view.mention_at[i].how not in ("pronoun", "adjective")]
    persons = [m for m in mentions if m.how in PERSONS[:3]]
    known = [m for m in persons if m.how != "unknown"]
    begins = bool(persons) and view.mention_at.get(phrase[0]) is persons[0]
    last = bool(persons) and not begins and not known and bool(view.pack.settings.get("syntax", {}).get("name_last"))
    return next(iter(persons[::-1] if last else known or persons or [m for m in mentions if m is view.mention_at.get(head)]), None)


def _stands_in(view: SentenceView, head: int) -> bool:
    token = view.tree.token(head)
    return token.upos in ("PRON", "DET") or token.lower in _pronouns(view)


def _pronouns(view: SentenceView) -> frozenset[str]:
    if "speaker-pronouns" not in view.pack.caches:
        rows = (row for row in view.pack.rows("references") if row["wants"] in ("person", "any", "speaker", "state"))
        view.pack.caches["speaker-pronouns"] = frozenset(w.lower() for row in rows for w in row.items("words") if " " not in w)
    found: frozenset[str] = view.pack.caches["speaker-pronouns"]
    return found
