"""Pictures that a student pasted into a text cell: found under whatever name, checked, and kept for whoever reads the page.

A link may spell a name otherwise than the attachment does (a space or %20, brackets, umlauts of two kinds), be an `<img>` tag,
or hold the whole picture itself. All become one of two forms, `![label](attachment:name)` or `<img src="attachment:name">`, with
plain names, which every reader of Markdown understands. Every step takes one pass: none takes the square of a text's length.
"""

import base64
import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, unquote

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
MOST_PICTURES = 100  # attached to a cell
LONGEST_NAME = 300  # characters

NO_SUCH = "*(The picture that belongs here is not in the notebook that was handed in.)*"
NO_PICTURE = (
    "*(The picture that belongs here was left out: only PNG, JPEG, GIF and WebP are shown, so paste one of these.)*"
)
TOO_LARGE = "*(The picture that belongs here was left out, since it takes too much space: paste a smaller one.)*"
# For whoever grades, once a notebook.
LEFT_OUT = (
    "{count} of the pictures in text cells could not be kept, and the page says why in the place of each: if one matters, ask "
    "for it as PNG, JPEG, GIF or WebP"
)

PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
# The ways to show a picture, once its name is plain; behind the target may stand a title, or a size.
TARGET = r"(?P<target>(?:attachment:|data:image/)[^\s<>()\"']*+)"
LABEL = r"!\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
INLINE = re.compile(rf"{LABEL}\(\s*<?{TARGET}[^)\n]{{0,200}}+\)")
DEFINITION = re.compile(rf"^ {{0,3}}\[(?P<key>[^\[\]\n]+)\]:\s*<?{TARGET}[^\n]*$", re.MULTILINE)
BY_KEY = re.compile(rf"{LABEL}(?:\[(?P<key>[^\[\]\n]*)\])?(?!\()")
TAG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
NO_WORD = re.compile(r"[^\w .,:;%+-]")


def keep_pictures(cell: NotebookNode, room: int = MOST_BYTES) -> tuple[int, int]:
    """Keep the pictures of a markdown cell, in place; where one cannot be kept, a sentence takes its place.

    Arguments: cell; room, how many bytes its pictures may take. Returns: how many they take; how many were not kept.
    """
    given = cell.pop("attachments", None)
    pictures = _Pictures(given if isinstance(given, dict) else {}, room)
    cell.source = _in_one_form(_with_plain_names(cell.source, pictures.names), pictures)
    if pictures.kept:
        cell.attachments = pictures.kept
    return pictures.taken, pictures.left_out


class _Pictures:
    """The pictures of one cell: those kept, by plain name; and what to show in place of the others."""

    def __init__(self, given: dict[str, Any], room: int):
        self.kept = NotebookNode()
        self.instead: dict[str, str] = {}
        self.room, self.taken, self.left_out = room, 0, 0
        self.free = itertools.filterfalse(given.__contains__, map("picture-{}".format, itertools.count(1)))
        self.names: dict[str, str] = {}  # as given -> the plain one
        for name, data in itertools.islice(given.items(), MOST_PICTURES):
            if len(name) <= LONGEST_NAME:
                self.names[name] = name if PLAIN_NAME.fullmatch(name) else next(self.free)
                self._keep(self.names[name], data.values() if isinstance(data, dict) else ())

    def show(self, target: str, label: str) -> str:
        """A picture in markdown, with a label in which nothing has a meaning of its own; or the sentence in its place."""
        name = self.name_of(target)
        return f"![{_words(label)}](attachment:{name})" if name in self.kept else self.in_place_of(name)

    def in_place_of(self, name: str) -> str:
        """The sentence in the place of a picture that is not kept, which is counted."""
        self.left_out += 1
        return self.instead.get(name, NO_SUCH)

    def name_of(self, target: str) -> str:
        """The name of what a target means: of an attachment, or of a whole picture, which becomes one."""
        name = target.removeprefix("attachment:")
        if name == target:
            name = next(self.free)
            self._keep(name, [unquote(target.partition(";base64,")[2])])
        return name

    def _keep(self, name: str, values: Iterable[Any]) -> None:
        """Keep the first of the values that is a picture."""
        self.instead[name] = NO_PICTURE
        for value in values:
            text = "".join(map(str, value)) if isinstance(value, list) else value
            if not isinstance(text, str):
                continue
            if len(text) * 3 // 4 > min(LARGEST_PICTURE, self.room - self.taken):
                self.instead[name] = TOO_LARGE
                return
            content = _decoded(text)
            for kind in [kind for kind, start in FORMATS.items() if start.match(content)]:
                self.taken += len(content)
                self.kept[name] = NotebookNode({f"image/{kind}": base64.b64encode(content).decode()})
                return


def _words(label: str) -> str:
    """A label in which nothing has a meaning of its own."""
    return NO_WORD.sub(" ", label)[:200]


def _decoded(text: str) -> bytes:
    """The bytes that base64 stands for; none where it is not base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return b""


def _with_plain_names(text: str, names: dict[str, str]) -> str:
    """A text in which attachments have their plain names, however it spells those that were given."""
    plain = dict(names)
    for name in names:
        for spelling in _spellings(name):
            plain.setdefault(spelling, names[name])
    for spelling in sorted(plain, key=len, reverse=True):  # one may begin as another
        if plain[spelling] != spelling:
            text = text.replace(f"attachment:{spelling}", f"attachment:{plain[spelling]}")
    return text


def _spellings(name: str) -> Iterator[str]:
    """How editors and people write a name in a link."""
    for form in (name, unquote(name)):
        for same in (form, unicodedata.normalize("NFC", form), unicodedata.normalize("NFD", form)):
            yield same
            yield same.replace(" ", "%20")
            yield quote(same)
            yield quote(same, safe="/()!*'~:@&=+$,;")  # as a browser's encodeURI
            yield html.escape(same)
            yield re.sub(r"([()\[\]])", r"\\\1", same)


def _in_one_form(text: str, pictures: _Pictures) -> str:
    """A text of plain names with every picture as `![label](attachment:name)`."""
    text = TAG.sub(lambda tag: _of_tag(tag, pictures), text)
    targets: dict[str, str] = {}
    for definition in DEFINITION.finditer(text):
        targets.setdefault(definition["key"].casefold(), definition["target"])
    if targets:
        text = BY_KEY.sub(lambda link: _of_key(link, targets, pictures), DEFINITION.sub("", text))
    return INLINE.sub(lambda link: pictures.show(link["target"], link["label"]), text)


def _of_key(link: re.Match, targets: dict[str, str], pictures: _Pictures) -> str:
    target = targets.get((link["key"] or link["label"]).casefold())
    return pictures.show(target, link["label"]) if target else link[0]


def _of_tag(tag: re.Match, pictures: _Pictures) -> str:
    found = _Attributes(tag[0]).found
    source = found.get("src") or ""
    if not source.startswith(("attachment:", "data:image/")):
        return tag[0]
    name = pictures.name_of(source)
    if name not in pictures.kept:
        return pictures.in_place_of(name)
    size = "".join(f' {side}="{found[side]}"' for side in ("width", "height") if (found.get(side) or "").isdecimal())
    return f'<img src="attachment:{name}" alt="{_words(found.get("alt") or "")}"{size}>'


class _Attributes(HTMLParser):
    """The attributes of a tag."""

    def __init__(self, tag: str):
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.feed(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note them; HTMLParser calls this while it is fed."""
        self.found = dict(attrs)
