"""From the bytes of a file to the JSON in it, in other encodings and with small damage too; else what is wrong, in words."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

# How other files begin, and what to call them.
OTHER_FILES = {b"PK\x03\x04": "a zip file", b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
MOST_REMOVED = 20  # characters that stand where JSON allows none
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
MOST_PARTS = 1_000_000  # values that a notebook may hold: each takes some hundred bytes of memory, however short it is
QUOTED = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
LONGEST_WORD = 6  # characters of a word or an escape in JSON: `false`, `\u00fc`
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
NAMES = {"cp1252": "Windows-1252", "gbk": "GBK", "big5": "Big5"}


class NotReadable(ValueError):
    """A file that holds no notebook; the text ends the sentence "it could not be read, since …"."""


def parse(content: bytes) -> tuple[Any, list[str]]:
    """Read JSON from the bytes of a file, in whatever encoding.

    Returns: the data, and a sentence for each thing that was mended.
    Raises: NotReadable, which says what the file is instead, or where it stops being JSON.
    """
    if not content.strip(b" \t\r\n\0"):
        raise NotReadable("the file is empty")
    for start, name in OTHER_FILES.items():
        if content.startswith(start):
            raise NotReadable(f"it is not JSON but {name}: hand in the notebook itself")
    if _parts(content) > MOST_PARTS and _parts(QUOTED.sub(b"", content)) > MOST_PARTS:
        raise NotReadable("it holds more parts than a notebook has")
    first: NotReadable | None = None
    for text, remark in _readings(content):
        try:
            data, remarks = _loads(text)
        except NotReadable as error:
            first = first or error
        else:
            return data, [remark, *remarks] if remark else remarks
    raise first or NotReadable("it is not JSON")


def _parts(content: bytes) -> int:
    """At least as many values as JSON of these bytes can hold, if none of the signs stand in texts."""
    return sum(map(content.count, (b",", b"[", b"{")))


def conflict_line(text: str) -> int | None:
    """The line, counted from 1, of the first of git's merge markers in a text."""
    found = CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    """What the bytes may mean, the likeliest first, with a sentence where it is not plain UTF-8."""
    wide = json.detect_encoding(content)
    if wide not in ("utf-8", "utf-8-sig"):
        name = wide[:6].upper()
        yield (
            content.decode(wide, "replace"),
            f"The file was saved as {name} and not as UTF-8; it was read as that, so only save it as UTF-8 the next time.",
        )
        return
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        yield content.decode("utf-8"), ""
        return
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    replaced = content.decode("utf-8", "replace")
    damaged = replaced.count("\N{REPLACEMENT CHARACTER}")
    with_stray_bytes = (
        replaced,
        f"The file holds {damaged} {'byte' if damaged == 1 else 'bytes'} that no character of UTF-8 has, first in line {line}; "
        "a question mark stands there now, so look whether a word is missing.",
    )
    whole = sum(character > "\x7f" for character in replaced) - damaged
    likeliest_first = ["gbk", "cp1252", "big5"] if _looks_chinese(content) else ["cp1252", "gbk", "big5"]
    others = [(text, _read_as(name)) for name in likeliest_first if (text := _decoded(content, name)) is not None]
    yield from [with_stray_bytes, *others] if whole >= damaged else [*others[:1], with_stray_bytes, *others[1:]]


def _read_as(encoding: str) -> str:
    return (
        f"The file was saved in another encoding than UTF-8; it was read as {NAMES[encoding]}, so look whether letters with "
        "accents and those that are not Latin are right, and save it as UTF-8 the next time."
    )


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_chinese(content: bytes) -> bool:
    """Whether most of what is not ASCII would be frequent characters of GBK: letters of Western Europe lie elsewhere."""
    text = _decoded(content, "gbk")
    if text is None:
        return False
    pairs = [character.encode("gbk") for character in text if character > "\x7f"]
    frequent = [p for p in pairs if len(p) == 2 and (0xB0 <= p[0] <= 0xD7 or 0xA1 <= p[0] <= 0xA3) and p[1] >= 0xA1]
    return 2 * len(frequent) > len(pairs)


def _loads(text: str) -> tuple[Any, list[str]]:
    """Read JSON, passing over characters between its parts that are none of its own, and over what follows its end."""
    remarks = []
    decoder = json.JSONDecoder(strict=False)  # a raw line break within a text is as good as \n
    for _ in range(MOST_REMOVED):
        text = text.strip("\ufeff\0 \t\r\n")
        try:
            data, end = decoder.raw_decode(text)
        except RecursionError:
            raise NotReadable(
                "it is not JSON that a notebook would hold: its parts lie too deep in each other"
            ) from None
        except json.JSONDecodeError as error:
            if error.pos >= len(text) or (" " <= text[error.pos] <= "~"):
                raise NotReadable(_where(text, error.pos)) from None
            remarks = [
                "A character between the notebook's parts did not belong there and was left out; nothing is to be done."
            ]
            text = text[: error.pos] + text[error.pos + 1 :]
        else:
            if text[end:].strip():
                line = text.count("\n", 0, end) + 1
                remarks.append(
                    f"The file goes on behind the notebook's end in line {line}; the rest was left out, "
                    "so look whether it is missed."
                )
            return data, remarks
    raise NotReadable(_where(text, 0))


def _where(text: str, position: int) -> str:
    """Where a text stops being JSON, in words."""
    line = conflict_line(text)
    if line:
        return f"it is not JSON: it holds git's merge markers in line {line}; settle the merge and hand in the notebook again"
    unfinished = text.startswith('"', position) and not STRING.match(text, position)
    if text[:1] in "{[" and (unfinished or position > len(text) - LONGEST_WORD):
        return f"it is not JSON: the file ends in the middle, in line {text.count(chr(10)) + 1}"
    if text.startswith("<"):
        return "it is not JSON but a web page: download the notebook itself, not the page that shows it"
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    return f"it is not JSON: the mistake is in line {line}, column {column}"
