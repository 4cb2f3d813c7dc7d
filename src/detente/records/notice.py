"""Bad or thin data, told as a value: a run of a million articles never stops for one of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the user should know about the data, e.g. `times.no-date: demo.txt has no publication date`.

    `code` is a readable slug `room.what`; `message` says what, `where` in which source or span,
    `hint` what to do now.
    """

    code: str
    message: str
    where: str = ""
    hint: str = ""
