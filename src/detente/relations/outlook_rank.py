"""Who is next: the parties that a subject is likeliest to stand in a relation to on a day, and how well that is told."""

from dataclasses import dataclass, replace

import numpy as np

from detente.records.eventtable import Flags, Floats, Ints
from detente.relations.outlook_history import History
from detente.relations.outlook_net import Net, Training, Values, train
from detente.relations.outlook_rules import Rules, learn_rules
from detente.relations.outlook_signals import Eve

CANDIDATES = 200
"""Parties that are weighed closely; the others keep the order of their rough scores behind them (83 % of the answers are among 200)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions "to whom will the subject stand in the relation on that day?", with what speaks for each candidate.

    `signals` has the shape (questions, candidates, signals), `true` marks candidates that are right. `beyond` holds, for each right answer
    that is no candidate, its rank by rough score among the wrong ones.
    """

    relation: Ints
    signals: Values
    true: Flags
    beyond: Floats

    def joined(self, other: "Questions") -> "Questions":
        """These and others."""
        return Questions(**{name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in self.__slots__})


def ask(history: History, rules: Rules, day: int, until: int, *, most: int | None = None, candidates: int = CANDIDATES) -> Questions:
    """The questions that the days `[day, until)` answer, each told from the days before its own; `most` draws some of them evenly."""
    asked = history.asked(day, until)
    if most is not None and len(asked) > most:
        asked = asked[np.linspace(0, len(asked) - 1, most).astype(np.int64)]
    rows: list[Values] = []
    right: list[Flags] = []
    beyond: list[float] = []
    eve = Eve(history=history, day=day, rules=rules)
    for today, subject, relation in asked.tolist():
        if today != eve.day:
            eve = Eve(history=history, day=today, rules=rules)
        truth = history.others(subject, relation, today, today + 1)
        found, signals, rough = eve.candidates(subject, relation, most=candidates)
        hit = np.isin(found, truth)
        missed = np.setdiff1d(truth, found)
        if len(missed):
            wrong = np.delete(rough, truth)
            beyond += [1 + float(np.sum(wrong > rough[one]) + np.sum(wrong == rough[one]) / 2) for one in missed]
        rows.append(signals)
        right.append(hit)
    return Questions(relation=asked[:, 2], signals=np.stack(rows), true=np.stack(right), beyond=np.asarray(beyond))


def ranks(scores: Values, questions: Questions) -> Floats:
    """The rank of every right answer among the wrong ones of its day, the mean rank where scores are tied; from 1.

    Other right answers of the same question and day are left out (the time-aware filter).
    """
    places: list[float] = []
    for row, true in zip(scores, questions.true, strict=True):
        wrong = row[~true]
        places += [1 + float(np.sum(wrong > score) + np.sum(wrong == score) / 2) for score in row[true]]
    return np.concatenate([np.asarray(places), np.maximum(questions.beyond, scores.shape[1] - questions.true.shape[1] + 1)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Networks that rank together: their scores are added."""

    nets: tuple[Net, ...]

    def score(self, questions: Questions) -> Values:
        """The scores of all candidates, shape (questions, candidates); log-odds against one another, not chances."""
        scores: Values = np.mean([net.score(questions.signals, questions.relation) for net in self.nets], axis=0)
        return scores


def learn_ranker(questions: Questions, history: History, *, nets: int = 1, training: Training | None = None) -> Ranker:
    """A ranker that learnt from questions, with `nets` networks that differ in their first weights."""
    training = training or Training()
    each = [replace(training, seed=training.seed + number) for number in range(nets)]
    learnt = (train(questions.signals, questions.relation, questions.true, relations=history.relations, training=one) for one in each)
    return Ranker(nets=tuple(learnt))


def rules_before(history: History, day: int) -> Rules:
    """The rules that the days before a day teach, without the first thirty, which have no past."""
    return learn_rules(history, min(31, max(2, day // 3)), day)


def share_of_candidates(scores: Values) -> Floats:
    """The chance of each candidate among all candidates of its question: softmax of the scores."""
    raised = np.exp(scores.astype(np.float64) - scores.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares
