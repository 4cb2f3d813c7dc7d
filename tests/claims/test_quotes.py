"""Where quotation marks open and close."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.quotes import find_quotes, is_quoted

CASES = [
    ("no marks at all", []),
    ('"Kami siap," kata Putin.', ["Kami siap,"]),
    ("\u201cWe are ready,\u201d he said.", ["We are ready,"]),
    ("\u00abWe\u00bb and \u201eyou\u201c", ["We", "you"]),
    ('He said "yes" and then "no".', ["yes", "no"]),
    ('"One.\nTwo" three', ["One.", " three"]),  # a mark left open closes at the end of its paragraph
    ("\u201cOpen to the end", ["Open to the end"]),
    ("\u2018Go,\u2019 he said.", ["Go,"]),
    ("Iran\u2019s and Iraq\u2019s ships", []),  # apostrophes
    ("\u2018It\u2019s over,\u2019 he said.", ["It\u2019s over,"]),
    ("\u201cHe said \u2018go\u2019 twice\u201d", ["He said \u2018go\u2019 twice"]),
    ('\u201cclosed by a straight one"', ["closed by a straight one"]),
    ('""', [""]),
]


@pytest.mark.parametrize(("text", "quoted"), CASES, ids=[text for text, _ in CASES])
def test_quotations(text, quoted):
    assert [text[start:end] for start, end in find_quotes(text)] == quoted


def test_what_stands_between_the_marks_is_quoted():
    quotes = find_quotes('He "did" it')

    assert [is_quoted(i, quotes) for i in (2, 3, 4, 6, 7, 9)] == [False, False, True, True, False, False]


@given(st.text(alphabet='ab \n"\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e', max_size=60))
def test_quotations_follow_one_another_and_stay_in_their_paragraph(text):
    last = 0
    for start, end in find_quotes(text):
        assert last <= start <= end <= len(text)
        assert "\n" not in text[start : max(start, end - 1)]
        last = end
