"""What hostile articles hold, and events made of it, for tests of exports and briefs."""

from dataclasses import replace

from accounts import MADE, make_account
from hypothesis import strategies as st
from telling import make_told

from detente.export import Heading
from detente.records import Account, Entity, Party

NASTY = [
    "<script>alert(1)</script>", "]]><x/>", "&lt;b&gt;&amp;&#0;", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r\nBEGIN:VEVENT", "a\x00b\x07c\x1b[31m",
    "\u202egnirts", "\u2066x\u2069", "\ud800half", "\ufffe\uffff", "\u2028line\u2029", "a;b,c\\n\\", "'; DROP TABLE events; --", "{{7*7}} ${x} #{y}", "\"quoted\"\t'tab'",
    "\N{ARABIC LETTER ALEF}\N{HEBREW LETTER BET}", "e\u0301\U0001F600", "%0d%0aX-Evil: 1", " " * 40 + "x", "", "---", "x" * 300,
]  # fmt: skip
URLS = ["javascript:alert(1)", "data:text/html,<script>", "https://a.example/\"><script>", "http://u:p@h.example/", "https://[::1", "file:///etc/passwd", "https://ok.example/a?b=c&d=<e>", "//x", "https://a.example/\u202e", "http://h.example/ a"]
texts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
urls = st.one_of(st.sampled_from(URLS), st.text(max_size=30).map(lambda text: f"https://h.example/{text}"))


@st.composite
def accounts(draw) -> tuple[Account, Heading]:
    """An event with a claim and a denial, every text of which comes from an article."""
    def party(code: str) -> Party:
        return Party(entity=Entity(code=code, sector=draw(st.sampled_from(["GOV", ""])), name=draw(texts), office=draw(st.sampled_from(["", "president"]))), start=0, end=1, text=draw(texts))

    code = draw(st.one_of(st.just("PRK"), texts.filter(lambda text: text not in ("RUS", ""))))
    told = make_told("a1", parties="PRK>RUS", publisher=draw(texts), credit=draw(texts))
    claim = replace(told.claim, actors=(party(code),), recipients=(party("RUS"),), speakers=(party("USA"), party("---")), trigger_text=draw(texts))
    account = make_account([replace(told, claim=claim)], sentence=draw(texts), title=draw(texts), publisher=draw(texts), url=draw(urls))
    return replace(account, event=replace(account.event, place=draw(texts))), Heading(id="q", title=draw(texts), made=MADE)
