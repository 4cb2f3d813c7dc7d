"""Atom (RFC 4287): a feed of a question, an entry an event, for feed readers and whatever watches feeds."""

from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree as ET

from detente.export import Heading
from detente.export._events import links, stamp
from detente.language.phrases import Phrases, load_phrases
from detente.language.washing import wash, wash_url
from detente.records import Account, Voice

NAME = "atom"
SUMMARY = "a feed of the question, an entry an event, for feed readers"
SUFFIX = ".xml"
MEDIA_TYPE = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"


def write(accounts: Iterable[Account], heading: Heading) -> bytes:
    """The feed; an entry is updated when the ledger learned something of its event, and its id stays the event's."""
    phrases = load_phrases(heading.language)
    root = ET.Element("feed", {"xmlns": _SPACE, "xml:lang": heading.language})
    _add(root, "id", f"urn:detente:query:{heading.id}")
    _add(root, "title", wash(heading.title))
    _add(root, "updated", stamp(heading.made))
    _add(ET.SubElement(root, "author"), "name", "detente")
    _add(root, "generator", "detente")
    if wash_url(heading.link):
        ET.SubElement(root, "link", {"rel": "self", "href": wash_url(heading.link)})
    for account in accounts:
        _entry(ET.SubElement(root, "entry"), account, phrases)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(entry: ET.Element, account: Account, phrases: Phrases) -> None:
    event, status = account.event, account.standing.status
    _add(entry, "id", f"urn:detente:event:{event.id}")
    _add(entry, "title", f"{phrases.headline(account)} ({phrases.status(status)})")
    _add(entry, "published", stamp(min(voice.told.learned for voice in account.voices)))
    _add(entry, "updated", stamp(account.learned))
    for scheme, term, label in (("type", event.type, phrases.kind(event.type)), ("status", status, phrases.status(status))):
        ET.SubElement(entry, "category", {"scheme": f"urn:detente:{scheme}", "term": term, "label": label})
    for place, url in enumerate(links(account)):
        ET.SubElement(entry, "link", {"rel": "related" if place else "alternate", "href": url})
    content = ET.SubElement(entry, "content", {"type": "html"})
    content.text = _content(account, phrases)


def _content(account: Account, phrases: Phrases) -> str:
    """What is said of the event as HTML; ElementTree escapes it once more, as Atom asks."""
    event = account.event
    parts = [f"<p>{escape(phrases.span(event.first, event.last))}{escape(f', {wash(event.place)}') if event.place else ''}</p>"]
    for key, voices in zip(("said_by", "denied_by"), account.sides, strict=True):
        if voices:
            names = phrases.listed(phrases.speakers(voices))
            parts.append(f"<p><strong>{escape(phrases.say(key, names=names))}</strong></p>")
            parts += [_quote(voice, phrases) for voice in voices]
    return "".join(parts)


def _quote(voice: Voice, phrases: Phrases) -> str:
    credit, url = escape(phrases.credit(voice)), wash_url(voice.printing.url)
    source = f'<a href="{escape(url)}">{credit}</a>' if url else credit
    return f"<blockquote><p>{escape(phrases.quote(voice))}</p><footer>{source}</footer></blockquote>"


def _add(element: ET.Element, name: str, text: str) -> None:
    ET.SubElement(element, name).text = text
