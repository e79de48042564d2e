"""Pictures that a student pasted into a text cell: found under whatever name, checked, and kept for whoever reads the page."""

import base64
import binascii
import html
import itertools
import re
import unicodedata
from typing import Any
from urllib.parse import unquote

from nbformat.notebooknode import NotebookNode

# Pictures by how their bytes begin. All of them can only be looked at; SVG is not among them: it can hold a program.
FORMATS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
LARGEST_PICTURE = 10_000_000  # bytes
MOST_BYTES = 50_000_000  # of all pictures of a notebook

NO_SUCH = "*(The picture that belongs here is not in the notebook that was handed in.)*"
NO_PICTURE = (
    "*(The picture that belongs here was left out: only PNG, JPEG, GIF and WebP are shown, so paste one of these.)*"
)
TOO_LARGE = "*(The picture that belongs here was left out, since it takes too much space: paste a smaller one.)*"

PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
LABEL = r"!\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
IMAGE = re.compile(rf"{LABEL}\(\s*(?=<?\s*(?:attachment:|data:image/))")
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<key>[^\[\]\n]+)\]:\s*(?P<target><?(?:attachment:|data:image/)[^\n]*)$", re.MULTILINE
)
BY_KEY = re.compile(rf"{LABEL}(?:\[(?P<key>[^\[\]\n]*)\])?(?!\()")
IMG_TAG = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
TITLE_OR_SIZE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|=\d*x?\d*)$")
NO_WORD = re.compile(r"[^\w .,:;%+-]")
MOST_BRACKETS = 20  # in a name


def keep_pictures(cell: NotebookNode, room: int = MOST_BYTES) -> int:
    """Keep the pictures of a text cell, in place: as attachments of plain names that its text shows by them.

    A link may spell a name otherwise than the attachment does (a space or %20, brackets, umlauts of two kinds), or hold the
    whole picture itself; nbconvert stops at what it does not find. Where a picture cannot be kept, a sentence takes its place.

    Args:
        cell: a cell of type markdown or raw.
        room: how many bytes the pictures of this cell may take.

    Returns:
        How many bytes they take.
    """
    pictures = _Pictures(cell.pop("attachments", None), room)
    cell.source = pictures.in_text(cell.source)
    if pictures.kept:
        cell.attachments = pictures.kept
    return pictures.taken


class _Pictures:
    """The pictures of one cell, while its text is gone through."""

    def __init__(self, attachments: Any, room: int):
        self.kept = NotebookNode()
        self.room, self.taken = room, 0
        self.shown: dict[str, str] = {}  # a name as given, or in its one spelling -> the name it has now, or a sentence
        self.given = attachments if isinstance(attachments, dict) else {}
        for name, data in self.given.items():
            self.shown[name] = shown = self._keep(data.values() if isinstance(data, dict) else (), name)
            self.shown.setdefault(_one_spelling(name), shown)

    def in_text(self, text: str) -> str:
        """The text with every picture in the one form `![label](attachment:name)`."""
        text = IMG_TAG.sub(self._for_tag, text)
        by_key: dict[str, str] = {}
        for match in DEFINITION.finditer(text):
            by_key.setdefault(match["key"].casefold(), self._find(match["target"]) or NO_SUCH)
        if by_key:
            text = DEFINITION.sub("", text)
            text = BY_KEY.sub(lambda match: self._for_key(match, by_key), text)
        parts, at = [], 0
        while image := IMAGE.search(text, at):
            end, shown = self._end_of(text, image.end())
            parts += [text[at : image.start()], self._image(image["label"], shown)]
            at = end
        return "".join([*parts, text[at:]])

    def _end_of(self, text: str, start: int) -> tuple[int, str]:
        """Where a picture's link ends, and what to show: a name may have brackets, so that the first need not be the last."""
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        first, at = 0, start
        for _ in range(MOST_BRACKETS):
            at = text.find(")", at, line_end) + 1
            if not at:
                break
            first = first or at
            if shown := self._find(text[start : at - 1]):
                return at, shown
        return first or line_end, NO_SUCH

    def _for_tag(self, match: re.Match) -> str:
        found = {
            name.lower(): html.unescape("".join(values)) for name, *values in ATTRIBUTE.findall(match["attributes"])
        }
        shown = self._find(found.get("src", ""))
        if shown is None:
            return NO_SUCH if found.get("src", "").startswith("attachment:") else match[0]
        image = self._image(found.get("alt", ""), shown)
        before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
        return f"\n\n{image}\n\n" if "<" in before else image  # behind a tag, markdown would have no meaning

    def _for_key(self, match: re.Match, by_key: dict[str, str]) -> str:
        shown = by_key.get((match["key"] or match["label"]).casefold())
        return self._image(match["label"], shown) if shown else match[0]

    def _image(self, label: str, shown: str) -> str:
        """A picture in markdown, with a label in which nothing has a meaning of its own; or the sentence in its place."""
        return f"![{NO_WORD.sub(' ', label)[:200]}](attachment:{shown})" if shown in self.kept else shown

    def _find(self, target: str) -> str | None:
        """What a link to a picture shows; None where it names none that there is."""
        target = target.strip()
        target = target[1:].partition(">")[0] if target.startswith("<") else TITLE_OR_SIZE.sub("", target)
        name = target.removeprefix("attachment:")
        if name != target:
            return self.shown.get(name) or self.shown.get(_one_spelling(name))
        if not target.startswith("data:image/"):
            return None
        return self._keep([unquote(target.partition(";base64,")[2])], "")

    def _keep(self, values: Any, name: str) -> str:
        """Keep the first of the values that is a picture; returns the name it gets, or a sentence."""
        for value in values:
            text = "".join(map(str, value)) if isinstance(value, list) else value
            if not isinstance(text, str):
                continue
            if len(text) * 3 // 4 > min(LARGEST_PICTURE, self.room - self.taken):
                return TOO_LARGE
            try:
                content = base64.b64decode("".join(text.split()), validate=True)
            except (binascii.Error, ValueError):
                continue
            for kind, start in FORMATS.items():
                if start.match(content):
                    self.taken += len(content)
                    if not PLAIN_NAME.fullmatch(name):
                        plain = (f"picture-{n}.{kind}" for n in itertools.count(1))
                        name = next(free for free in plain if free not in self.kept and free not in self.given)
                        self.shown[name] = name
                    self.kept[name] = NotebookNode({f"image/{kind}": base64.b64encode(content).decode()})
                    return name
        return NO_PICTURE


def _one_spelling(name: str) -> str:
    """A name as it is without the ways in which a link has to write it."""
    name = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", name))
    return unicodedata.normalize("NFC", unquote(name)).strip()
