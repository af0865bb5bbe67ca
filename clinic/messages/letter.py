"""A mail as it travels: text, the same as HTML, and the calendar entry where there is one.

Its Message-ID is made of the row it is kept in. A mail that goes out twice, because nobody heard
the server say yes, is the same mail to whoever gets it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Final

from clinic.messages.calendar_entry import FILE

_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+'/=?^`{|}~!#$&*-]+@[A-Za-z0-9.-]+")
_LINK: Final = re.compile(r"https?://[^\s<>&]+(?:&amp;[^\s<>&]+)*")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person. `id` is that of its row."""

    id: str
    sender: str
    sender_name: str
    recipient: str
    subject: str
    text: str
    at: datetime
    entry: bytes | None = None
    """A calendar entry."""
    method: str | None = None
    """What the entry does: REQUEST or CANCEL."""


def is_address(text: str) -> bool:
    """Whether this is one plain address of mail, and nothing besides."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def whole(letter: Letter) -> EmailMessage:
    """The mail. Raises `ValueError` for an address that is none."""
    if not (is_address(letter.recipient) and is_address(letter.sender)):
        raise ValueError("this is no address of mail")
    mail = EmailMessage()
    mail["From"] = formataddr((letter.sender_name, letter.sender))
    mail["To"] = letter.recipient
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = f"<{letter.id}@{letter.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    mail.add_alternative(_page(letter), subtype="html")
    if letter.entry is not None and letter.method is not None:
        mail.add_attachment(
            letter.entry,
            maintype="text",
            subtype="calendar",
            filename=FILE,
            params={"method": letter.method, "charset": "utf-8"},
        )
    return mail


def _page(letter: Letter) -> str:
    body = "\n".join(_paragraphs(letter.text))
    title = html.escape(letter.subject)
    return (
        "<!doctype html>\n"
        f'<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
        '<body style="font-family: sans-serif; line-height: 1.5">\n'
        f"{body}\n</body></html>\n"
    )


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n{2,}", text.strip()):
        lines = "<br>\n".join(html.escape(part).split("\n"))
        yield "<p>" + _LINK.sub(r'<a href="\g<0>">\g<0></a>', lines) + "</p>"
