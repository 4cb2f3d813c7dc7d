"""What exists: frozen records that every room shares. No behaviour but derivation."""

from detente.records.account import Account, Printing, Voice
from detente.records.article import Article
from detente.records.attribution import Attribution
from detente.records.claim import Claim, Party, Place
from detente.records.entity import Entity, Mention
from detente.records.event import SPEAKER, Event
from detente.records.happening import CopyLink, Decision, Happening, Link, Standing, Tally
from detente.records.moment import Moment, Timex
from detente.records.notice import Notice
from detente.records.saying import Saying, Stretch
from detente.records.syntax import Argument, Clause, Parsed, Sentence, Token
from detente.records.told import Quantity, Told

__all__ = [
    "SPEAKER",
    "Account",
    "Argument",
    "Article",
    "Attribution",
    "Claim",
    "Clause",
    "CopyLink",
    "Decision",
    "Entity",
    "Event",
    "Happening",
    "Link",
    "Mention",
    "Moment",
    "Notice",
    "Parsed",
    "Party",
    "Place",
    "Printing",
    "Quantity",
    "Saying",
    "Sentence",
    "Standing",
    "Stretch",
    "Tally",
    "Timex",
    "Token",
    "Told",
    "Voice",
]
