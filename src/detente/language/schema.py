"""The columns of every table, once: the loader, the checks and the docs all read them here."""

from dataclasses import dataclass

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


SECTORS = (
    "GOV", "MIL", "REB", "OPP", "PTY", "LEG", "JUD", "SPY", "COP", "BUS", "CVL", "JRN", "NGO", "IGO", "EDU", "REL", "CRM", "LAB", "ELI",
)  # fmt: skip
CONTEXTS = (
    "asylum", "cbrn", "corruption", "crime", "cyber", "diplomatic", "disasters", "economic", "election", "environment", "executive",
    "gender", "health", "human_rights", "human_security", "illegal_drugs", "inequality", "intelligence", "legal", "legislative", "lgbt",
    "migration", "military", "misinformation", "natural_resource", "peacekeeping", "political_institutions", "pro_autocracy",
    "pro_democracy", "religion_ethnicity", "reparations", "repression", "rights_freedoms", "technology", "territory", "terrorism",
    "trafficking",
)  # fmt: skip
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, whether a cell must be filled, the values or the pattern allowed, whether its values are unique.

    `expression` is true where the cell is itself a regular expression.
    """

    name: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    unique: bool = False
    expression: bool = False

    @property
    def strict(self) -> bool:
        """Whether its values must be certain ones or have a certain form."""
        return bool(self.allowed or self.pattern or self.expression)


def _c(
    name: str, *, required: bool = True, allowed: str = "", pattern: str = "", unique: bool = False, expression: bool = False
) -> Column:
    return Column(name, required, tuple(allowed.split()), pattern, unique, expression)


TABLES: dict[str, tuple[Column, ...]] = {
    # how words of a language change their form: first matching rule of each (pos, voice, tense) makes the form
    "inflection": (
        _c("pos", allowed="v n a"),
        _c("voice", required=False, allowed="active passive bare"),
        _c("tense", required=False, allowed="base present past participle gerund plural"),
        _c("match", expression=True),
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
        _c("flags", required=False, allowed="reciprocal absorb on-word answer weak ongoing losses same mirror"),
        _c("contexts", required=False, allowed=" ".join(CONTEXTS)),
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
        _c("kind", allowed="speech thought hearsay according relay citing answer verdict utter colon no-comment unverified retract none"),
        _c("frame", required=False),
        _c("note", required=False),
    ),
    # speech and attitude that are acts or stands of their own: accuse, urge, promise, support
    "acts": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("lemma"),
        _c("pos", allowed="v i n particle"),
        _c("stance", allowed="asserts denies doubts confirms"),
        _c("certainty", allowed="certain probable possible"),
        _c("author", allowed="neutral distancing endorsing"),
        _c("kind", allowed="accuse demand promise threaten suggest support reject wish utter none"),
        _c("frame", required=False),
        _c("note", required=False),
    ),
    "light": (_c("id", unique=True), _c("lemma"), _c("pos", allowed="v i n a"), _c("role", allowed="actor recipient joint")),
    "plover/needs": (_c("type", unique=True), _c("needs", allowed="actor recipient")),
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
    "plover/scores": (
        _c("event", allowed=" ".join(TYPES)),
        _c("mode", required=False, pattern=r"[a-z-]+"),
        _c("score", pattern=r"-?[0-9]+(\.[0-9]+)?"),
    ),
    "plover/cameo": (
        _c("cameo", pattern=r"[0-9]{2,4}", unique=True),
        _c("label", required=False),
        _c("goldstein", pattern=r"-?[0-9]+(\.[0-9]+)?"),
        _c("type", required=False, allowed=" ".join(TYPES)),
        _c("mode", required=False, pattern=r"[a-z-]+"),
    ),
    # who: see docs/tables.md, "Actors"
    "actors/states": (
        _c("code", pattern=r"[A-Z]{3}", unique=True),
        _c("name"),
        _c("wikidata", required=False, pattern=r"Q[0-9]+"),
        _c("since", required=False, pattern=DAY),
        _c("until", required=False, pattern=DAY),
    ),
    "actors/bodies": (
        _c("code", pattern=r"[A-Z][A-Z0-9]*(\.[A-Z0-9-]+)*", unique=True),
        _c("name"),
        _c("sector", required=False, allowed=" ".join(SECTORS)),
        _c("names", required=False),
        _c("wikidata", required=False, pattern=r"Q[0-9]+"),
        _c("source"),
    ),
    "actors/organs": (
        _c("id", unique=True),
        _c("code"),
        _c("sector", allowed=" ".join(SECTORS)),
        _c("names"),
        _c("source"),
    ),
    "actors/persons": (
        _c("id", pattern=r"[a-z0-9-]+"),
        _c("name"),
        _c("names", required=False),
        _c("short", required=False),
        _c("code"),
        _c("sector", required=False, allowed=" ".join(SECTORS)),
        _c("office", required=False),
        _c("since", required=False, pattern=DAY),
        _c("until", required=False, pattern=DAY),
        _c("fame", required=False, allowed="0 1 2"),
        _c("wikidata", required=False, pattern=r"Q[0-9]+"),
        _c("source"),
    ),
    "places/cities": (
        _c("name"),
        _c("code", pattern=r"[A-Z]{3}"),
        _c("lat", pattern=r"-?[0-9.]+"),
        _c("lon", pattern=r"-?[0-9.]+"),
        _c("names", required=False),
    ),
    "states": (
        _c("code", pattern=r"[A-Z]{3}", unique=True),
        _c("names"),
        _c("adjectives", required=False),
        _c("inhabitants", required=False),
        _c("capital", required=False),
    ),
    "actors": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("code"),
        _c("kind", allowed="name adjective seat body collective place none"),
        _c("sector", required=False, allowed=" ".join(SECTORS)),
        _c("names"),
        _c("needs", required=False),
    ),
    "titles": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("office", required=False),
        _c("sector", required=False, allowed=" ".join(SECTORS)),
        _c("flags", required=False),
        _c("words"),
    ),
    "agents": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("sector", allowed=" ".join(SECTORS)),
        _c("words"),
    ),
    "references": (
        _c("id", unique=True, pattern=r"[a-z0-9-]+"),
        _c("wants", allowed="person state own-state body group pair neighbour speaker any organ capital"),
        _c("number", allowed="one two many"),
        _c("words"),
        _c("flags", required=False),
    ),
    "places": (_c("name"), _c("names")),
    "names": (_c("kind"), _c("words")),
    "ordinary": (_c("letters"), _c("words")),
    "contexts": (_c("context", allowed=" ".join(CONTEXTS)), _c("words")),
}
