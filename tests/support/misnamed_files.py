"""Files as people hand them in: other names, a folder too deep, zips; with the points, and what the log says."""

import io
import stat
import struct
import zipfile

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.support.small_weeks import FULL_MARKS, SOLUTIONS, WEEK3

FULL = FULL_MARKS[WEEK3]
NOTEBOOKS = SOLUTIONS[WEEK3]
NO_SMALL = FULL | {("small", name): 0 for name in NOTEBOOKS["small"]}
NOTHING = dict.fromkeys(FULL, 0)


def renamed(name):
    return lambda folder: (folder / "small.ipynb").rename(folder / name)


def both_renamed(form):
    def change(folder):
        for name in NOTEBOOKS:
            (folder / f"{name}.ipynb").rename(folder / form.format(name))

    return change


def deeper(*parts, names=("small.ipynb", "other.ipynb")):
    def change(folder):
        target = folder.joinpath(*parts)
        target.mkdir(parents=True)
        for name in names:
            (folder / name).rename(target / name)

    return change


def zipped(form="{}", names=("small.ipynb", "other.ipynb"), archive="my work.zip", more=None):
    """The notebooks in a zip instead."""

    def change(folder):
        with zipfile.ZipFile(folder / archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name in names:
                file.writestr(form.format(name), (folder / name).read_bytes())
                (folder / name).unlink()
            for name, content in (more or {}).items():
                file.writestr(name, content)

    return change


def instead(name, content):
    """Nothing but one other file."""

    def change(folder):
        for path in folder.iterdir():
            path.unlink() if path.is_file() else None
        (folder / name).write_bytes(content)

    return change


def copied(change, *names):
    """Further files, made of the notebook's text."""

    def copy(folder):
        for name in names:
            text = change((folder / "small.ipynb").read_text())
            (folder / name).write_text(text)

    return copy


def also(*changes):
    def change(folder):
        for one in changes:
            one(folder)

    return change


def gone(*names):
    return lambda folder: [(folder / name).unlink() for name in names]


def symlink_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        link = zipfile.ZipInfo("small.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    return content.getvalue()


def locked_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("small.ipynb", "{}")
    data = bytearray(content.getvalue())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def long_list_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("small.ipynb", "{}")
    data = bytearray(content.getvalue())
    struct.pack_into("<I", data, data.rindex(b"PK\5\6") + 12, 3_000_000)
    return bytes(data)


TAKEN = "was taken for small.ipynb"
UNREADABLE = "handed in, but not readable."
NOT_CLEAR = "Several files could be small.ipynb"

# student -> (what became of the folder, points, what the log says)
CLASS = {
    "right": (lambda folder: None, FULL, ""),
    "copy1": (renamed("small-Copy1.ipynb"), FULL, f"small-Copy1.ipynb {TAKEN}"),
    "number": (renamed("small (1).ipynb"), FULL, f"small (1).ipynb {TAKEN}"),
    "text": (renamed("small.ipynb.txt"), FULL, f"small.ipynb.txt {TAKEN}"),
    "json": (renamed("small.ipynb.json"), FULL, f"small.ipynb.json {TAKEN}"),
    "plain_json": (renamed("small.json"), FULL, f"small.json {TAKEN}"),
    "capitals": (renamed("small.IPYNB"), FULL, f"small.IPYNB {TAKEN}"),
    "all_capitals": (both_renamed("{}.IPYNB"), FULL, f"small.IPYNB {TAKEN}"),
    "capital_name": (renamed("Small.ipynb"), FULL, f"Small.ipynb {TAKEN}"),
    "final": (renamed("small_final_FINAL2.ipynb"), FULL, f"small_final_FINAL2.ipynb {TAKEN}"),
    "own_name": (renamed("Übung 2, Müller `Jo`.ipynb"), FULL, TAKEN),
    "no_ending": (renamed("small"), FULL, f"small {TAKEN}"),
    "spaces": (renamed(" small .ipynb"), FULL, TAKEN),
    "both_renamed": (both_renamed("{} (2).ipynb"), FULL, "other (2).ipynb was taken for other.ipynb"),
    "names_exchanged": (
        also(renamed("other (1).ipynb"), lambda f: (f / "other.ipynb").rename(f / "small (1).ipynb")),
        FULL,
        f"other (1).ipynb {TAKEN}",
    ),
    "deeper": (deeper(WEEK3), FULL, f"{WEEK3}/small.ipynb {TAKEN}"),
    "much_deeper": (deeper("my", "own", "work"), FULL, f"my/own/work/small.ipynb {TAKEN}"),
    "one_deeper": (deeper("in", names=["small.ipynb"]), FULL, f"in/small.ipynb {TAKEN}"),
    "deeper_and_renamed": (also(renamed("small (1).ipynb"), deeper("a b", names=["small (1).ipynb"])), FULL, TAKEN),
    "zipped": (zipped(), FULL, f"my work.zip: small.ipynb {TAKEN}"),
    "zipped_folder": (zipped("week3/{}"), FULL, f"my work.zip: week3/small.ipynb {TAKEN}"),
    "zipped_renamed": (zipped("week3/my {}"), FULL, f"my work.zip: week3/my small.ipynb {TAKEN}"),
    "zipped_one": (zipped(names=["small.ipynb"]), FULL, f"my work.zip: small.ipynb {TAKEN}"),
    "zipped_in_capitals": (zipped(archive="WORK.ZIP"), FULL, f"WORK.ZIP: small.ipynb {TAKEN}"),
    "zipped_by_a_mac": (
        zipped("week3/{}", more={"__MACOSX/week3/._small.ipynb": b"\0\5\26\7", "week3/.DS_Store": b"\0\0"}),
        FULL,
        TAKEN,
    ),
    "zipped_with_checkpoints": (
        zipped(more={".ipynb_checkpoints/small-checkpoint.ipynb": '{"grade_id": "test_compute_cost"}'}),
        FULL,
        TAKEN,
    ),
    "zipped_with_paths_out": (zipped("../../../{}"), FULL, f"my work.zip: ../../../small.ipynb {TAKEN}"),
    "zipped_absolute": (zipped("/etc/{}"), FULL, f"my work.zip: /etc/small.ipynb {TAKEN}"),
    "zipped_with_backslashes": (zipped("..\\week3\\{}"), FULL, f"my work.zip: ../week3/small.ipynb {TAKEN}"),
    "zipped_twice": (
        also(copied(str, "small (1).ipynb"), zipped()),
        FULL,
        TAKEN,
    ),
    "copies_alike": (also(copied(str, "a.ipynb", "b.ipynb"), gone("small.ipynb")), FULL, f"a.ipynb {TAKEN}"),
    "copy_beside_the_right_one": (copied(lambda text: text.replace("np.log", "np.sin"), "small-Copy1.ipynb"), FULL, ""),
    "damaged_metadata": (
        also(
            copied(lambda text: text.replace('"nbformat": 4', '"nbformat": 4, "x": 1'), "mine.ipynb"),
            gone("small.ipynb"),
        ),
        FULL,
        f"mine.ipynb {TAKEN}",
    ),
    # not clear, or not there
    "two_versions": (
        also(
            copied(str, "a.ipynb"),
            copied(lambda text: text.replace("np.log", "np.sin"), "b.ipynb"),
            gone("small.ipynb"),
        ),
        NO_SMALL,
        f"{NOT_CLEAR} (a.ipynb, b.ipynb)",
    ),
    "another_notebook": (
        instead("mine.ipynb", nbformat.writes(new_notebook(cells=[new_code_cell("x = 1")])).encode()),
        NOTHING,
        f"{UNREADABLE} small.ipynb was not found in what was handed in (mine.ipynb)",
    ),
    "half_a_file": (
        also(copied(lambda text: text[: len(text) * 9 // 10], "small (1).ipynb"), gone("small.ipynb")),
        NO_SMALL,
        "could not be read as a notebook",
    ),
    "pdf": (
        instead("small.pdf", b"%PDF-1.7"),
        NOTHING,
        f"{UNREADABLE} small.ipynb was not found in what was handed in (small.pdf)",
    ),
    "timestamp_only": (
        instead("timestamp.txt", b"2026-11-25 17:30:00 UTC"),
        NOTHING,
        f"{UNREADABLE} small.ipynb was not found",
    ),
    "empty_zip": (instead("a.zip", b"PK\5\6" + bytes(18)), NOTHING, f"{UNREADABLE} small.ipynb was not found"),
    "no_zip": (instead("a.zip", b"Rar!\x1a\7"), NOTHING, "(a.zip is no zip that can be read)"),
    "half_a_zip": (
        also(zipped(archive="a.zip"), lambda f: (f / "a.zip").write_bytes((f / "a.zip").read_bytes()[:-80])),
        NOTHING,
        "(a.zip is no zip that can be read)",
    ),
    "spoilt_zip": (
        also(
            zipped(archive="a.zip"),
            lambda f: (f / "a.zip").write_bytes(
                (f / "a.zip").read_bytes()[:90] + bytes(50) + (f / "a.zip").read_bytes()[140:]
            ),
        ),
        NOTHING,
        "(a.zip is no zip that can be read)",
    ),
    "symlink_zip": (instead("a.zip", symlink_zip()), NOTHING, f"{UNREADABLE} small.ipynb was not found"),
    "locked_zip": (instead("a.zip", locked_zip()), NOTHING, "(a.zip is locked with a password)"),
    "long_list_zip": (instead("a.zip", long_list_zip()), NOTHING, "(a.zip lists more files than a submission has)"),
    "zip_in_a_zip": (also(zipped(archive="in.zip"), zipped(names=["in.zip"], archive="out.zip")), NOTHING, UNREADABLE),
}
