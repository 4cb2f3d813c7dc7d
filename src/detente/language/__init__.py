"""How a language is read: packs, tables, word forms. Not one word of any language."""

from detente.language.forms import Entry, Form, FormIndex
from detente.language.own import OwnTables, load_own_tables
from detente.language.pack import Pack, available_languages, load_pack, resource_folder
from detente.language.tables import Row

__all__ = [
    "Entry",
    "Form",
    "FormIndex",
    "OwnTables",
    "Pack",
    "Row",
    "available_languages",
    "load_own_tables",
    "load_pack",
    "resource_folder",
]
