"""Formulas of a Markdown text: each is taken out before the text is rendered, and put back afterwards, drawn.

Between, a mark stands for it, of two characters that no language uses. In an attribute, or in code, the formula's own text comes
back. A mark that a student writes (as `&#xE000;0&#xE001;`) is a mark like others; each formula comes back once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import escape

from helpers.lab_report.formulas import formula

BEGIN, END = "\ue000", "\ue001"
MARK = re.compile(rf"(?:{BEGIN}|%EE%80%80)(\d{{1,6}})(?:{END}|%EE%80%81)")  # as a link's address spells it, too
CODE_OR_MARK = re.compile(rf"<(/?)(?:pre|code)\b[^>]*>|{MARK.pattern}")
TOKEN = re.compile(
    r"\\\\(?P<bracket>[()\[\]])|\\(?P<edge>begin|end)\{(?P<name>[A-Za-z]{1,20}\*?)\}|\\.|(?P<dollars>\$\$?)|(?P<ticks>`+)"
    r"|(?P<brace>[{}])|(?P<gap>\n[ \t]*\n)"
)
TICKS = re.compile("`+")
ENDS = {"$": "$", "$$": "$$", "(": ")", "[": "]"}


class Formulas:
    """The formulas of one text, by number, as they were written."""

    def __init__(self) -> None:
        self.left: dict[str, str] = {}

    def take_out(self, text: str) -> str:
        """The text with a mark in place of each formula."""
        text = text.translate({ord(BEGIN): "\ufffd", ord(END): "\ufffd"})
        parts, at = [], 0
        for number, (start, stop) in enumerate(_places(text)):
            self.left[str(number)] = text[start:stop]
            parts += [text[at:start], f"{BEGIN}{number}{END}"]
            at = stop
        return "".join([*parts, text[at:]])

    def as_written(self, text: str) -> str:
        """The text of an attribute with its formulas as they were written."""
        return MARK.sub(lambda mark: self.left.pop(mark[1], ""), text)

    def put_back(self, html: str) -> str:
        """Clean HTML with its formulas: drawn, but in code as they were written."""
        depth = 0

        def back(match: re.Match[str]) -> str:
            nonlocal depth
            if match[2] is None:
                depth += -1 if match[1] else 1
                return match[0]
            written = self.left.pop(match[2], "")
            return escape(written) if depth > 0 else _drawn(written) if written else ""

        return CODE_OR_MARK.sub(back, html)


def _drawn(written: str) -> str:
    if written.startswith("\\begin"):
        return formula(written, "block")
    width = 1 if written.startswith("$") and not written.startswith("$$") else 2 if written.startswith("$$") else 3
    return formula(written[width:-width], "block" if written.startswith(("$$", "\\\\[")) else "inline")


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas stand, as JupyterLab finds them: outside of code, within a paragraph, with balanced braces.

    One pass: what begins like a formula and does not end in its paragraph is none.
    """
    code = _Code(text)
    at, begun, wanted, braces = 0, 0, "", 0
    while token := TOKEN.search(text, at):
        at = token.end()
        if past := code.end_of(token):
            at = past
            wanted = "" if code.is_fence(past) else wanted
        elif token["gap"]:
            wanted, at = "", at - 1  # its second line break may begin another gap
        elif not wanted:
            opens = token["dollars"] or token["bracket"] or (token["edge"] == "begin" and token["name"])
            wanted = (ENDS.get(opens) or (opens if token["edge"] else "")) if opens else ""
            begun, braces = token.start(), 0
        elif token["brace"]:
            braces += 1 if token["brace"] == "{" else -1
        elif braces <= 0 and wanted == (
            token["dollars"] or token["bracket"] or (token["edge"] == "end" and token["name"])
        ):
            wanted = ""
            if text[begun:at].strip("$ \n"):
                yield begun, at


class _Code:
    """Where code stands in a Markdown text: fenced blocks, and spans between equally many backticks in one paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fences = list(_fences(text))
        self.starts = [start for start, _ in self.fences]
        self.ends = {end for _, end in self.fences}
        self.ticks: dict[int, list[int]] = {}  # length -> where runs of it begin
        for run in TICKS.finditer(text):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        self.gaps = [gap.start() for gap in re.finditer(r"\n(?=[ \t]*\n)", text)]

    def end_of(self, token: re.Match[str]) -> int:
        """Where the code ends that a token stands in or begins; 0 where it does neither."""
        fence = bisect_left(self.starts, token.end()) - 1
        if fence >= 0 and token.end() <= self.fences[fence][1]:
            return max(self.fences[fence][1], token.end())
        if not token["ticks"]:
            return 0
        runs, length = self.ticks.get(len(token["ticks"]), []), len(token["ticks"])
        closing = bisect_left(runs, token.end())
        if closing == len(runs):
            return 0
        gap = bisect_left(self.gaps, token.end())
        crosses = gap < len(self.gaps) and self.gaps[gap] < runs[closing]
        return 0 if crosses else runs[closing] + length

    def is_fence(self, end: int) -> bool:
        """Whether a fenced block ends there."""
        return end in self.ends


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Fenced blocks of code: from where, to where."""
    fence, begun, at = "", 0, 0
    for line in text.split("\n"):
        bare = line.lstrip(" \t>").rstrip()
        if fence:
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                yield begun, at + len(line)
                fence = ""
        elif bare.startswith(("```", "~~~")):
            length = len(bare) - len(bare.lstrip(bare[0]))
            if bare[0] == "~" or "`" not in bare[length:]:
                fence, begun = bare[0] * length, at
        at += len(line) + 1
    if fence:
        yield begun, len(text)
