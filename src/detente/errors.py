"""What can go wrong through wrong use or a broken world; bad data is a Notice instead.

    DetenteError
    ├── UsageError            an option or argument that makes no sense (exit code 2)
    │   ├── UnknownLanguage   a language that no pack in resources/lang/ reads
    │   └── MissingExtra      an optional package is needed and not installed
    ├── SourceError           a source that cannot be read at all (exit code 1)
    │   └── RefusedAddress    an address that detente does not fetch from
    ├── LedgerError           a ledger that cannot be opened, read or written (exit code 1)
    │   └── NotFound          an event, claim, article or decision that a ledger does not hold
    └── ResourceError         a table or model of detente's own, or of the user, is malformed
"""


class DetenteError(Exception):
    """Any error that detente raises on purpose; its text says what, where and what now."""


class UsageError(DetenteError):
    """An option or argument that makes no sense."""


class UnknownLanguage(UsageError):
    """A language that no pack reads; the text names those available."""


class MissingExtra(UsageError):
    """An optional package is needed and not installed; the text gives the command that installs it."""


class SourceError(DetenteError):
    """A source that cannot be read at all: no such file, not text, too large, no answer."""


class RefusedAddress(SourceError):
    """An address that detente does not fetch from: private, loopback, link-local or not http(s)."""


class LedgerError(DetenteError):
    """A ledger that cannot be opened, read or written: there is none, or another version wrote it, or the database fails."""


class NotFound(LedgerError):
    """An event, claim, article or decision that the ledger does not hold; the text never names the ledger."""


class ResourceError(DetenteError):
    """A table or model is malformed; the text starts with file:line."""
