"""The letter as an e-mail that a mail program opens ready to be sent: .eml, RFC 5322 and MIME."""

from __future__ import annotations

import hashlib
import re
from email.charset import QP, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32

from bot.core.models import Letter, LetterFile
from bot.core.pieces import plain

_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
"""What companies' addresses look like; much more is allowed, and nothing of it is needed here."""


def draft(letter: Letter, to: str, pdf: LetterFile, name: str) -> LetterFile:
    """The letter as text to `to`, with its PDF attached; `name` is the file's, without `.eml`.

    There is no sender and no date: the program that sends it puts them in. `X-Unsent: 1` makes
    mail programs open it as a draft. Raises `ValueError` for what is not one plain address.
    """
    if not _ADDRESS.fullmatch(to):
        raise ValueError(f"not an e-mail address: {to!r}")
    # Chosen at random otherwise; the same letter is the same file.
    boundary = "=_" + hashlib.sha256(pdf.content).hexdigest()[:40]
    message = MIMEMultipart(boundary=boundary, policy=compat32.clone(linesep="\r\n"))
    message["X-Unsent"] = "1"
    message["To"] = to
    message["Subject"] = _encoded(letter.subject)
    message.attach(_text(plain(letter.blocks)))
    attached = MIMEApplication(pdf.content, pdf.media_type.rpartition("/")[2])
    attached.add_header("Content-Disposition", "attachment", filename=pdf.name)
    message.attach(attached)
    return LetterFile(name=f"{name}.eml", media_type="message/rfc822", content=message.as_bytes())


def _encoded(subject: str) -> str:
    """Always as encoded words, so that nothing in it is read as a header or as an encoded word.

    The newer `EmailMessage` decodes what looks like one, line breaks and all, and loses spaces.
    """
    return Header(" ".join(subject.splitlines()), "utf-8", header_name="Subject").encode()


def _text(words: str) -> MIMEText:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return MIMEText(words, "plain", charset)  # type: ignore[arg-type]  # it takes both
