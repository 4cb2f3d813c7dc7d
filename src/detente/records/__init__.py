"""What exists: frozen records that every room shares. No behaviour but derivation."""

from detente.records.article import Article
from detente.records.attribution import Attribution
from detente.records.claim import Claim, Party, Place
from detente.records.entity import Entity, Mention
from detente.records.event import SPEAKER, Event
from detente.records.moment import Moment, Timex
from detente.records.notice import Notice
from detente.records.saying import Saying, Stretch
from detente.records.syntax import Argument, Clause, Parsed, Sentence, Token

__all__ = [
    "SPEAKER",
    "Argument",
    "Article",
    "Attribution",
    "Claim",
    "Clause",
    "Entity",
    "Event",
    "Mention",
    "Moment",
    "Notice",
    "Parsed",
    "Party",
    "Place",
    "Saying",
    "Sentence",
    "Stretch",
    "Timex",
    "Token",
]
