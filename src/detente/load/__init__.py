"""From a source to a draft of an article: files, standard input, web pages; nothing is understood here."""

from detente.load.dates import choose_date, find_dateline, find_url_date
from detente.load.detect import Guess, guess_language
from detente.load.draft import Draft, Limits
from detente.load.source import load_source

__all__ = ["Draft", "Guess", "Limits", "choose_date", "find_dateline", "find_url_date", "guess_language", "load_source"]
