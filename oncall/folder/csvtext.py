"""CSV as spreadsheets write it, from bytes to rows with their line numbers."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from oncall.folder.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CURE = "save it as «CSV UTF-8»"


class Unreadable(ValueError):  # noqa: N818 - said of a file, not of the program
    """From this line on the text is no table; the message says why and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(line, message)
        self.line = line
        self.message = message


def csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins; raises Unreadable."""
    text = _decode(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the row can't be read ({error}); look for a quote too many or too few"
            raise Unreadable(line, message) from error


def _decode(content: bytes) -> str:
    if content.startswith(UTF_16):
        raise Unreadable(1, f"is UTF-16, not UTF-8 or Windows-1252; {CURE}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _windows_1252(content)
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise Unreadable(line, f"holds {shown(control[0])}, which no text has; {CURE}")
    return text


def _windows_1252(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        byte, line = content[error.start], content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{byte:02x} is neither UTF-8 nor Windows-1252; {CURE}"
        raise Unreadable(line, message) from error


def _delimiter(text: str) -> str:
    # Quoted parts are left out: a heading may be quoted, and lists in it are never the first row.
    header = re.sub(r'"[^"\n]*"', "", text.lstrip()[:4096].partition("\n")[0])
    return ";" if header.count(";") > header.count(",") else ","
