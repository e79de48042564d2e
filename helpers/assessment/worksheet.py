"""Worksheets: files of cases. A case is what to call a function with and, in a visible worksheet, what should come out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.assessment.asking import Ask
from helpers.assessment.comparison import Tolerance
from helpers.assessment.serialization import decode, encode

VISIBLE = Path("worksheets/visible.json")
HIDDEN = Path("worksheets/hidden.json")


@dataclass(frozen=True)
class Case:
    """One call: arguments by name, in order; whether stubs replace the functions it builds on; the answers to expect.

    `expected` is the right answer, `mistakes` what each known mistake would answer (one that raises is left out). A hidden
    worksheet carries neither. `part` names the small part of the answer that a rare case stands for (see Sheet.rare), and
    `ask` says what is asked of the function there.
    """

    arguments: dict[str, Any]
    stubs: bool = False
    expected: Any = None
    mistakes: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""
    ask: Ask = Ask.RETURNED


@dataclass(frozen=True)
class Sheet:
    """All cases of one exercise, and how its answers are read.

    `returns` is the shape of an answer with a component's name at each leaf, e.g. ({"dw": "dw", "db": "db"}, "cost");
    `stubs` maps a function's name to the source of its replacement;
    `hints` maps a known mistake to what is said about it; `keeps_arguments`: leaving the arguments as they were is a part
    of the task (otherwise only a remark). `rare` maps each
    small part that stands for rare cases ("one layer") to what is said of it.
    """

    name: str
    parameters: tuple[str, ...]
    returns: Any
    tolerance: Tolerance
    cases: tuple[Case, ...]
    stubs: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    keeps_arguments: bool = False
    rare: dict[str, str] = field(default_factory=dict)


def worksheet_text(sheets: list[Sheet]) -> str:
    """The text of a worksheet file; the same sheets give the same text."""
    lines = [f"{json.dumps(sheet.name)}: {json.dumps(_sheet_to_json(sheet), allow_nan=False)}" for sheet in sheets]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_worksheet(path: Path) -> dict[str, Sheet]:
    """Read a worksheet file: the sheets by exercise.

    Raises:
        FileNotFoundError, ValueError: With one sentence that says what to do.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {name: _sheet_from_json(name, sheet) for name, sheet in data.items()}
    except FileNotFoundError:
        message = (
            f"The file {path} is missing beside this notebook: copy it again from the assignment as you received it."
        )
        raise FileNotFoundError(message) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"The file {path} is damaged ({error}): copy it again from the assignment as you received it."
        raise ValueError(message) from None


def _sheet_to_json(sheet: Sheet) -> dict:
    return {
        "parameters": list(sheet.parameters),
        "returns": encode(sheet.returns),
        "tolerance": list(sheet.tolerance),
        "stubs": sheet.stubs,
        "hints": sheet.hints,
        "keeps_arguments": sheet.keeps_arguments,
        "rare": sheet.rare,
        "cases": [
            {
                "arguments": encode(case.arguments),
                "stubs": case.stubs,
                "part": case.part,
                "ask": case.ask,
                "expected": encode(case.expected),
                "mistakes": encode(dict(case.mistakes)),
            }
            for case in sheet.cases
        ],
    }


def _sheet_from_json(name: str, data: dict) -> Sheet:
    cases = tuple(_case_from_json(case) for case in data["cases"])
    return Sheet(
        name=name,
        parameters=tuple(data["parameters"]),
        returns=decode(data["returns"]),
        tolerance=Tolerance(*data["tolerance"]),
        cases=cases,
        stubs=data["stubs"],
        hints=data["hints"],
        keeps_arguments=data["keeps_arguments"],
        rare=data["rare"],
    )


def _case_from_json(data: dict) -> Case:
    arguments, expected, mistakes = (decode(data[name]) for name in ("arguments", "expected", "mistakes"))
    return Case(arguments, data["stubs"], expected, mistakes, data["part"], Ask(data["ask"]))
