"""The columns of every table, once: the loader, the checks and the docs all read them here."""

from dataclasses import dataclass

TYPES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, whether a cell must be filled, the values or the pattern allowed, whether its values are unique."""

    name: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    unique: bool = False


def _c(name: str, *, required: bool = True, allowed: str = "", pattern: str = "", unique: bool = False) -> Column:
    return Column(name, required, tuple(allowed.split()), pattern, unique)


TABLES: dict[str, tuple[Column, ...]] = {
    # how words of a language change their form: first matching rule of each (pos, voice, tense) makes the form
    "inflection": (
        _c("pos", allowed="v n a"),
        _c("voice", required=False, allowed="active passive bare"),
        _c("tense", required=False, allowed="base present past participle gerund plural"),
        _c("match"),
        _c("replace", required=False),
    ),
    "irregular": (
        _c("lemma"),
        _c("pos", allowed="v n a"),
        _c("voice", required=False, allowed="active passive bare"),
        _c("tense", required=False, allowed="base present past participle gerund plural"),
        _c("form"),
    ),
    # named sets of lemmas that frames may ask for as a theme: "@weapons"
    "sets": (_c("id", unique=True), _c("words")),
    # predicates -> PLOVER
    "events": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("lemma"),
        _c("pos", allowed="v i n a"),
        _c("frame", required=False),
        _c("theme", required=False),
        _c("type", allowed=" ".join(TYPES)),
        _c("mode", required=False),
        _c("cameo", required=False, pattern=r"[0-9]{2,4}"),
        _c("flags", required=False, allowed="reciprocal absorb on-word content weak ongoing"),
        _c("contexts", required=False),
        _c("example", required=False),
        _c("expect", required=False),
    ),
    # what a predicate's auxiliaries, adverbs and governing verbs do to it
    "modality": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("lemma"),
        _c("pos", allowed="v i n a particle"),
        _c(
            "effect",
            allowed="negation future hypothetical possible probable certain necessity desire attempt begin continue "
            "end prevent refuse past distancing hearsay double-negation plan able fail",
        ),
        _c("note", required=False),
    ),
    # who says so
    "reporting": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("lemma"),
        _c("pos", allowed="v i n particle"),
        _c("stance", allowed="asserts denies doubts confirms"),
        _c("certainty", allowed="certain probable possible"),
        _c("author", allowed="neutral distancing endorsing"),
        _c("kind", allowed="speech thought hearsay according relay none"),
        _c("frame", required=False),
        _c("note", required=False),
    ),
    "light": (_c("id", unique=True), _c("lemma"), _c("pos", allowed="v i n a"), _c("role", allowed="actor recipient")),
    "plover/arithmetic": (
        _c("id", unique=True),
        _c("effects"),
        _c("without", required=False),
        _c("types"),
        _c("doer", allowed="yes no any"),
        _c("type"),
        _c("auxiliary", required=False, allowed="historical future hypothetical negation"),
        _c("speakers", allowed="keep drop"),
    ),
    "contexts": (_c("context"), _c("words")),
}
