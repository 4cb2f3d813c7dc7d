"""A small ledger of several states over seven months for the tests of the web, made by the real pipeline."""

import datetime as dt

from ledgers import new_ledger

from detente.ingest import Settings, ingest
from detente.load.item import row_item

ARTICLES = [
    ("2022-11-04", "Our Paper", "https://news.example/2022/shells", "Russia shelled Kharkiv on Tuesday, Ukraine said. Moscow denied it."),
    ("2022-11-08", "Our Paper", "https://news.example/2022/supply", "The United States believes that North Korea supplied Russia with shells in October."),
    ("2022-11-15", "Third Paper", "", "North Korea denied on Monday that it had supplied Russia with shells."),
    ("2023-01-20", "Third Paper", "https://news.example/2023/talks", "The foreign ministers of Japan and South Korea met in Tokyo on 19 January 2023."),
    ("2023-03-02", "Their Paper", "", "China condemned the sanctions that the United States imposed on its companies on Wednesday."),
    ("2023-05-11", "Koran Kita", "", "Indonesia mengirim bantuan pangan ke Myanmar pada hari Rabu."),
]


def fill(folder):
    store = new_ledger(folder)
    items = [
        row_item(f"news#{n}", {"text": text, "date": day, "publisher": who, "url": url}, {}) for n, (day, who, url, text) in enumerate(ARTICLES)
    ]
    summary = ingest(store, items, settings=Settings(), clock=lambda: dt.datetime(2023, 6, 1, tzinfo=dt.UTC))
    store.close()
    assert summary.failed == 0
    return store.name
