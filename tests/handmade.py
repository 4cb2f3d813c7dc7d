"""Parses written by hand, so that tests of rooms need no parser: a line a token, `FORM UPOS HEAD DEPREL [FEATS]`, HEAD counted from 1, 0 the root.

`Seoul=KOR` is a name that stands for KOR, `Russian=RUS` with UPOS ADJ an adjective of RUS, `Monday=` a time; "_" in a form is a space.
"""

from detente.language import load_pack
from detente.language.view import SentenceView
from detente.records import Clause, Entity, Mention, Parsed, Party, Sentence, Token
from detente.syntax.clauses import find_clauses


def sentence(lines: str, *, index: int = 0, start: int = 0) -> Sentence:
    """The sentence of a parse, its words one space apart from offset `start`."""
    tokens: list[Token] = []
    at = start
    for number, line in enumerate(_rows(lines)):
        form, upos, head, deprel, *feats = line
        word, named, code = form.replace("_", " ").partition("=")
        kind = ("name" if code else "time") if named and upos != "ADJ" else "word"
        tokens.append(
            Token(
                index=number,
                start=at,
                end=at + len(word),
                text=word,
                kind=kind,
                upos=upos,
                feats="".join(feats),
                head=int(head) - 1,
                deprel=deprel,
            )
        )
        at += len(word) + 1
    return Sentence(index=index, start=start, end=at - 1, paragraph=0, kind="body", tokens=tuple(tokens))


def text_of(lines: str) -> str:
    """The text of a parse."""
    return " ".join(token.text for token in sentence(lines).tokens)


def parsed(lines: str, tag: str, *, index: int = 0, start: int = 0) -> Parsed:
    """The sentence with its clauses and names, read with the word lists of a language."""
    built = sentence(lines, index=index, start=start)
    coded = [(t, line[0].partition("=")[2]) for t, line in zip(built.tokens, _rows(lines), strict=True)]
    mentions = tuple(
        Mention(
            start=t.start, end=t.end, text=t.text, entities=(Entity(code=code, name=t.text),),
            how="pronoun" if t.upos == "PRON" else "adjective" if t.upos == "ADJ" else "name",
        )
        for t, code in coded if code
    )  # fmt: skip
    return Parsed(sentence=built, clauses=find_clauses(built, load_pack(tag)), mentions=mentions, timexes=())


def view(lines: str, tag: str, *, index: int = 0, start: int = 0) -> SentenceView:
    """The sentence ready for the frames of a language."""
    return SentenceView.build(parsed(lines, tag, index=index, start=start), load_pack(tag))


def _rows(lines: str) -> list[list[str]]:
    return [line.split() for line in lines.strip().splitlines() if line.strip()]


def clause_of(read: Parsed, word: str) -> Clause:
    """The clause whose predicate is a word."""
    return next(clause for clause in read.clauses if read.sentence.tokens[clause.head].text == word)


def slots(read: Parsed, word: str) -> dict[str, str]:
    """The arguments of a predicate: "subj" or "obl:to" to the head word, with "+" before one taken over from another clause."""
    found = {}
    for argument in clause_of(read, word).arguments:
        name = f"obl:{argument.case}" if argument.slot == "obl" and argument.case else argument.slot
        found[name] = ("+" if argument.shared else "") + read.sentence.tokens[argument.head].text
    return found


def someone(*codes: str) -> tuple[Party, ...]:
    """Parties that stand nowhere in a text."""
    return tuple(Party(entity=Entity(code=code), start=-1, end=-1, text="") for code in codes)


def who(parties: tuple[Party, ...]) -> str:
    """Codes joined by "+", in order."""
    return "+".join(party.entity.code for party in parties)
