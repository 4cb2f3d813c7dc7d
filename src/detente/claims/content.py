"""What is said: the words that a cue governs, those that govern it, or the clause that it stands in."""

from detente.claims.behind import next_phrase, told_behind, told_of
from detente.claims.cues import PASSIVE, Cue, roles_of, stands_after
from detente.language.view import SentenceView

ACTS = ("accuse", "demand", "promise", "threaten", "suggest", "support", "reject", "wish")
"""Kinds of `acts.tsv` whose content is whom and what they are about, to the end of their clause."""

OWN_CLAUSE = ("main", "ccomp", "conj", "parataxis")
"""How a clause stands that is told by itself; the others belong to the one that they hang on."""
TELLING = ("speech", "thought")
"""Kinds of cues behind which a clause is what is said, even if the tree hangs it elsewhere."""


def content_of(view: SentenceView, cue: Cue) -> set[int]:
    """The tokens of what a cue says, e.g. those of "that it had shelled the town"; none where it is told elsewhere."""
    tree = view.tree
    own = set(tree.subtree(cue.head))
    if cue.row["kind"] in ("according", "relay", "citing") or _hedges(cue):
        return _sentence_around(view, cue)
    if cue.row["kind"] == "hearsay" and view.lower(cue.tokens[-1]) in view.pack.words("complementizers"):
        return set(range(cue.tokens[-1] + 1, len(tree.dependents)))
    if stands_after(view, cue) >= 0 and tree.token(cue.head).head < 0:
        return set(range(cue.tokens[0]))
    slots = roles_of(cue, view.pack)["content"]
    content = _governed(view, cue, slots)
    noun = cue.clause is not None and cue.clause.kind == "noun"
    if content and not noun and "obj" in slots and cue.row["kind"] in ACTS:
        content.update(_rest(view, cue, content))
    if not content and not noun:
        content = _inverted(view, cue, own) or _antecedent(view, cue, own) or _closing(view, cue)
        if not content and "comp" in slots and cue.row["kind"] in TELLING and _speaks(cue):
            content = told_behind(view, cue)
        elif not content and "obj" in slots and cue.row["kind"] in ACTS and _speaks(cue):
            content = next_phrase(view, cue)
    if not content and noun:
        content = told_of(view, cue)
    return content


def _speaks(cue: Cue) -> bool:
    """Whether somebody is written who tells, and the verb is no participle of something told."""
    return cue.clause is not None and cue.clause.kind == "verb" and cue.voice != "passive" and _has_source(cue)


def _has_source(cue: Cue) -> bool:
    return cue.clause is not None and any(a.slot in ("subj", "agent") for a in cue.clause.arguments)


def _rest(view: SentenceView, cue: Cue, content: set[int]) -> set[int]:
    """What stands behind the object of an act and belongs to it: "criticised the plan for its costs"."""
    tree = view.tree
    last = max(content)
    behind = [i for i in tree.below(cue.head, "obl", "xcomp", "nmod", "advcl", "ccomp") if i > last > cue.head]
    near = [i for i in behind if tree.token(min(tree.subtree(i)) - 1).upos != "PUNCT" and tree.token(i).kind != "time"]
    return {k for i in near for k in tree.subtree(i)}


def _governed(view: SentenceView, cue: Cue, slots: list[str]) -> set[int]:
    """What stands below the cue in the slots of its frame."""
    content: set[int] = set()
    if "comp" in slots or "ccomp" in slots:
        for child in _complements(view, cue):
            if "comp" in slots or _is_whole(view, child):
                content.update(view.tree.subtree(child))
    own_words = {view.lower(i) for i in cue.tokens[1:]} if "obj" in slots else set()
    turned = {**PASSIVE, "subj": "subj"} if "obj" in slots else PASSIVE if "obj" in roles_of(cue, view.pack)["source"] else {}
    wanted = own_words | {turned.get(slot, slot) if cue.voice == "passive" else slot for slot in slots}
    arguments = [a for a in cue.clause.arguments if not a.shared] if cue.clause else []
    if any(a.case in wanted and a.case in view.pack.words("predicative_cases") for a in arguments):
        wanted.add("subj" if cue.voice == "passive" else "obj")  # "see the deal as a threat": the deal too
    for argument in arguments:
        if argument.slot in wanted or argument.case in wanted:
            content.update(view.tree.subtree(argument.head))
    return content


def _hedges(cue: Cue) -> bool:
    """Whether a word of hearsay stands beside what it casts doubt on: "reportedly", "konon"."""
    return cue.row["kind"] == "hearsay" and cue.row["pos"] != "n" and (cue.clause is None or cue.clause.kind != "verb")


def _closing(view: SentenceView, cue: Cue) -> set[int]:
    """What stands before a comma, a speaker and the cue at the end of a sentence: "The ships collided, Manila said"."""
    heads = [a.head for a in cue.clause.arguments if a.slot == "subj" and a.head < cue.tokens[0]] if cue.clause else []
    if not heads or cue.row["kind"] != "speech":
        return set()
    for i in range(cue.tokens[-1] + 1, len(view.tree.dependents)):
        if view.tree.token(i).upos == "VERB":
            return set()
        if view.tree.token(i).upos == "PUNCT":
            break
    phrase = set(view.tree.subtree(max(heads)))
    left = max(heads)
    while left - 1 in phrase:
        left -= 1
    return set(range(left)) if left > 1 and view.tree.token(left - 1).text == "," else set()


def _antecedent(view: SentenceView, cue: Cue, own: set[int]) -> set[int]:
    """What a relative clause tells of: "the plan that Tehran rejected", "a bill opposed by the ministers"."""
    clause = cue.clause
    governor = view.tree.token(cue.head).head
    if clause is None or clause.link not in ("relcl", "acl") or governor < 0 or cue.row["kind"] == "hearsay":
        return set()
    slot = "subj" if cue.voice == "passive" else "obj"
    if clause.link == "acl" and cue.voice != "passive":
        return set()
    told = [a for a in clause.arguments if a.slot == slot]
    if any(not a.shared and view.lower(a.head) not in view.pack.words("relatives") for a in told):
        return set()
    if cue.voice != "passive" and not any(a.slot == "subj" and a.head != governor for a in clause.arguments):
        return set()  # "the minister who said so"
    return set(view.tree.subtree(governor)) - own


def _complements(view: SentenceView, cue: Cue, heads: frozenset[int] = frozenset()) -> list[int]:
    """The heads of the clauses that tell what a cue says; a noun may borrow that of the verb it is the object of."""
    links: tuple[str, ...] = ("ccomp", "xcomp", "parataxis")
    noun = cue.clause is not None and cue.clause.kind == "noun"
    if noun:
        links += ("acl", "appos")
    found = [i for i in _linked(view, cue.head, links) if not noun or _tells(view, i)]
    if not noun and not found:
        told = view.tree.below(cue.head, "obj", "iobj", "nsubj:pass")
        addressed = bool(roles_of(cue, view.pack)["addressee"])
        found = [i for who in told if who not in heads for i in _linked(view, who, ("ccomp", "relcl", "acl") if addressed else ("ccomp",))]
        found = found or [i for who in told if addressed for i in view.tree.below(who, "acl") if view.tree.below(i, "mark")]
        found = found or [i for i in view.tree.below(cue.head, "conj") if i > cue.head and _is_no_conjunct(view, i)]
        found = found or [i for i in view.tree.below(cue.head, "ccomp") if i > cue.head]  # "says that's what it is": no verb, no clause
    if noun and not found and view.tree.token(cue.head).deprel == "obj":
        found = [i for i in _linked(view, view.tree.token(cue.head).head, ("ccomp",)) if i > cue.head]
    if noun and not found and view.tree.relations[cue.head][1] in ("obl", "obj"):
        words = view.pack.words("complementizers")
        told_of = _linked(view, view.tree.token(cue.head).head, ("advcl", "ccomp"))
        found = [i for i in told_of if i > cue.head and view.clause_at[i].mark in words]  # "angry at the claim by X that ..."
    return found


def _tells(view: SentenceView, head: int) -> bool:
    """Whether a clause below a noun tells what it says: "the claim that ...", "a statement saying ...", not "a statement of Friday"."""
    if view.clause_at[head].link != "acl" or view.clause_at[head].mark or view.tree.below(head, "mark", "nsubj", "csubj", "expl"):
        return True
    return any(e.row["kind"] == "speech" and e.form.tense == "gerund" for e in view.pack.forms("reporting").starting_with(view.lower(head)))


def _is_no_conjunct(view: SentenceView, head: int) -> bool:
    """Whether a clause that hangs on a verb like a second one is what it tells: "say armed men crossed", with nothing that joins them."""
    return bool(view.tree.below(head, "nsubj")) and not view.tree.below(head, "cc", "punct")


def _is_whole(view: SentenceView, head: int) -> bool:
    """Whether a complement has a subject of its own: "found that it leaked", not "was found dead"."""
    return head not in view.clause_at or view.clause_at[head].link != "xcomp" or bool(view.tree.below(head, "nsubj", "csubj", "expl"))


def _linked(view: SentenceView, head: int, links: tuple[str, ...]) -> list[int]:
    children = view.tree.dependents[head]
    return [i for i in children if i in view.clause_at and view.clause_at[i].link in links and not _is_cue_parenthesis(view, i)]


def _is_cue_parenthesis(view: SentenceView, child: int) -> bool:
    return view.tree.token(child).deprel == "parataxis" and view.lower(child) in view.pack.forms("reporting").by_first


def _inverted(view: SentenceView, cue: Cue, own: set[int]) -> set[int]:
    """What is said stands before the cue and governs it: '"...," kata Putin', '..., officials said'."""
    relation = view.tree.token(cue.head).deprel.partition(":")[0]
    if relation not in ("parataxis", "ccomp", "advcl", "dep", "discourse", "appos", "acl"):
        return set()
    if relation == "advcl" and cue.row["kind"] != "hearsay" and not _has_own_source(cue):
        return set()  # "..., adding to the pressure": what it hangs on is not what is said
    governor = view.tree.token(cue.head).head
    if cue.row["kind"] == "hearsay" and relation == "advcl" and any(not a.shared for a in (cue.clause.arguments if cue.clause else ())):
        return set()  # "accused of spying, two teachers were jailed": they were
    mark = cue.clause.mark if cue.clause is not None else ""
    if relation == "acl" or governor < 0 or (mark and mark not in view.pack.words("as_marks")) or view.tree.case(cue.head):
        return set()
    if relation not in ("parataxis", "appos") and cue.row["kind"] != "hearsay" and not _is_set_off(view, own, cue.head):
        return set()
    return set(view.tree.subtree(governor)) - own


def _is_set_off(view: SentenceView, own: set[int], head: int) -> bool:
    """Whether a mark stands before a parenthesis, or it begins the sentence: "Moscow, he said, ..."."""
    first = head
    while first - 1 in own:
        first -= 1
    return first == 0 or view.tree.token(first - 1).upos == "PUNCT" or view.tree.token(first).upos == "PUNCT"


def _has_own_source(cue: Cue) -> bool:
    return cue.clause is not None and any(a.slot in ("subj", "agent") and not a.shared for a in cue.clause.arguments)


def _sentence_around(view: SentenceView, cue: Cue) -> set[int]:
    """The clause that "according to X" or "konon" stands in, without the phrase itself."""
    inside = set(cue.tokens)
    top = cue.head
    steps = 0
    while view.tree.token(top).head >= 0 and steps < 4:
        governor = view.tree.token(top).head
        inside_now = set(view.tree.subtree(top))
        top_relation = view.tree.token(top).deprel.partition(":")[0]
        if top_relation in ("obl", "advcl", "advmod", "parataxis", "nmod", "discourse", "dep", "xcomp", "acl"):
            return (set(view.tree.subtree(_clause_above(view, governor))) | set(view.tree.above(governor))) - inside_now
        top = governor
        steps += 1
    return set(range(len(view.tree.dependents))) - inside


def _clause_above(view: SentenceView, index: int) -> int:
    """The clause of its own that a word belongs to: "posted" for "85 countries", the word itself where there is none."""
    for i in (index, *view.tree.above(index)):
        clause = view.clause_at.get(i)
        if clause is not None and clause.link in OWN_CLAUSE and (clause.kind != "noun" or view.tree.below(i, "nsubj", "csubj", "expl")):
            return i
    return index
