"""Notebooks saved in other encodings, or damaged: what happens to the bytes, and what is told of it."""

import codecs
import json

GERMAN = "Die Lösung wäre größer als früher – “schön”"
CHINESE = "先计算预测值与真实值之差，再求绝对值的和。"


def saved_as(encoding, remark="", mark=b""):
    return lambda data: mark + json.dumps(data, ensure_ascii=False).encode(encoding), remark


def of_text(change):
    return lambda data: change(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode())


def of_cells(change):
    def bend(data):
        change(data["cells"])
        return json.dumps(data).encode()

    return bend


def odd_output(cells):
    code = next(cell for cell in cells if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream"}, {"output_type": "rubbish"}, 5, None]


def null_fields(cells):
    for cell in cells:
        cell |= {"id": None, "outputs": None, "execution_count": "x"}
    cells.append({"cell_type": "markdown", "source": None, "metadata": None})
    cells.append({"cell_type": None, "source": "x"})


def odd_metadata(cells):
    for cell in cells:
        cell["metadata"] |= {"tags": "none", "collapsed": "yes", "jupyter": 5}


def conflict_in_answer(cells):
    source = "Before\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> main\n"
    cells.append({"cell_type": "markdown", "source": source, "metadata": {}})


# what is recovered: student -> (bytes of the notebook's data, the comment in it, part of what is told; "" for nothing)
RECOVERED = {
    "utf8": (*saved_as("utf-8"), GERMAN),
    "utf8_mark": (*saved_as("utf-8", mark=codecs.BOM_UTF8), CHINESE),
    "cp1252": (*saved_as("cp1252", "it was read as Windows-1252"), GERMAN),
    "latin1": (*saved_as("latin-1", "it was read as Windows-1252"), "größer, été, ñandú, 5°"),
    "one_word": (*saved_as("cp1252", "it was read as Windows-1252"), "Größe"),
    "gbk": (*saved_as("gbk", "it was read as GBK"), CHINESE),
    "gb18030": (*saved_as("gb18030", "it was read as GBK"), CHINESE),
    "big5_backslash": (*saved_as("big5", "it was read as"), "成功許可"),
    "utf16_mark": (*saved_as("utf-16", "saved as UTF-16"), CHINESE),
    "utf16_le": (*saved_as("utf-16-le", "saved as UTF-16"), GERMAN),
    "utf16_be": (*saved_as("utf-16-be", "saved as UTF-16"), GERMAN),
    "utf16_be_mark": (*saved_as("utf-16-be", "saved as UTF-16", codecs.BOM_UTF16_BE), GERMAN),
    "utf32": (*saved_as("utf-32", "saved as UTF-32"), GERMAN),
    "stray": (
        of_text(lambda text: text.replace("wäre".encode(), b"w\x81re")),
        "1 byte that no character of UTF-8",
        GERMAN,
    ),
    "stray_many": (of_text(lambda text: text.replace(b" ", b" \xfe", 3)), "was left out", GERMAN),
    "stray_between": (
        of_text(lambda text: text.replace(b'"cells"', b'\xff "cells"', 1)),
        "did not belong there",
        GERMAN,
    ),
    "mark_inside": (
        of_text(lambda text: text.replace(b'"cells"', codecs.BOM_UTF8 + b'"cells"', 1)),
        "did not belong there",
        GERMAN,
    ),
    "padded": (of_text(lambda text: text + b"\0" * 4096), "", GERMAN),
    "tail": (of_text(lambda text: text + b"\n}\n]"), "goes on behind the notebook's end in line", GERMAN),
    "twice": (of_text(lambda text: text + text), "goes on behind the notebook's end in line", GERMAN),
    "raw_breaks": (of_text(lambda text: text.replace(rb"\n", b"\n")), "", GERMAN),
    "null_cell": (
        of_cells(lambda cells: cells.insert(1, None)),
        "In cell 2 of the file there is something that is no cell",
        GERMAN,
    ),
    "odd_cells": (
        of_cells(lambda cells: cells.extend([5, "x", [], True])),
        "there is something that is no cell",
        GERMAN,
    ),
    "null_fields": (of_cells(null_fields), "", GERMAN),
    "odd_output": (of_cells(odd_output), "an output was damaged; it was left out and the cell runs again", GERMAN),
    "odd_metadata": (of_cells(odd_metadata), "", GERMAN),
    "conflict_in_cell": (of_cells(conflict_in_answer), "(line 2) of the file there are git's merge markers", GERMAN),
}
# what is not: student -> (bytes, what is told)
LOST = {
    "conflict": (
        of_text(
            lambda text: text.replace(b' "cells"', b'<<<<<<< HEAD\n "cells"\n=======\n "cells"\n>>>>>>> main\n', 1)
        ),
        "it is not JSON: it holds git's merge markers in line 2; settle the merge",
    ),
    "half": (of_text(lambda text: text[: len(text) // 2]), "it is not JSON: the file ends in the middle, in line"),
    "half_a_text": (
        of_text(lambda text: text[: text.index(b"np.")]),
        "it is not JSON: the file ends in the middle, in line",
    ),
    "half_utf16": (lambda data: json.dumps(data).encode("utf-16")[:-101], "the file ends in the middle, in line 1"),
    "comma": (of_text(lambda text: text.replace(b",\n", b"\n", 1)), "it is not JSON: the mistake is in line"),
    "letter": (
        lambda data: b"Dear teacher,\nmy notebook is attached.",
        "it is not JSON: the mistake is in line 1, column 1",
    ),
    "web_page": (lambda data: b"\n<!DOCTYPE html>\n<html>", "it is not JSON but a web page"),
    "zip": (lambda data: b"PK\x03\x04\xff\xff", "it is not JSON but a zip file"),
    "pdf": (lambda data: b"%PDF-1.7\n", "it is not JSON but a PDF"),
    "zeros": (lambda data: bytes(5000), "the file is empty"),
    "deep": (lambda data: b"[" * 200_000, "it is not JSON that a notebook would hold"),
    "null": (lambda data: b"null", "it is JSON, but not a notebook"),
}
