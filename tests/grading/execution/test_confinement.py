"""The sandbox: nothing secret is in a kernel, what computing needs still works, and a machine without it says so."""

import hashlib
import json
import textwrap

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.exercises import ASSIGNMENTS
from helpers.grading.execution import executor, kernels
from helpers.grading.execution.kernels import SandboxMissing, require_sandbox
from helpers.grading.grade import grade_notebook
from helpers.grading.settings import Limits, Settings
from helpers.grading.student_kit import PACKAGE
from tests.support.course import ASSIGNMENT, ROOT, SOLUTIONS, fill_in, source_notebook

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sandbox")]

SEED = 5


THERE = "Turn a fresh fork into a locked-in kernel, and run it until it is told to stop."  # for the search to find


def printed(code, wrong=None):
    """What a cell of a right notebook prints when it is graded; the exercises, but for `wrong` ones, keep their points."""
    wrong = wrong or {}
    notebook = fill_in(source_notebook(), SOLUTIONS | wrong)
    notebook.cells.append(new_code_cell(textwrap.dedent(code), id="extra"))
    graded = grade_notebook(notebook, ASSIGNMENT, Settings(seed=SEED, limits=Limits(budget=90)))
    assert {name for name, (earned, _) in graded.points.items() if earned != 10} == set(wrong)
    outputs = graded.notebook.cells[-1].outputs
    assert [output.evalue for output in outputs if output.output_type == "error"] == []
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stdout")


def secrets():
    """Lines that stand in the answer key only, and numbers that are expected of hidden cases."""
    kit = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            path for path in PACKAGE.rglob("*.py") if not {"reference", "exercises", "grading"} & set(path.parts)
        )
    )
    given = kit + json.dumps(SOLUTIONS)
    found = set()
    for folder in ("reference", "exercises", "grading"):
        for path in (PACKAGE / folder).rglob("*.py"):
            if path.name in ("fork_server.py", "confinement.py", "magics.py", "forgiving_imports.py"):
                continue
            lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
            found |= {line for line in lines if len(line) > 60 and line not in given and line.isascii()}
    sheets = {name: exercise.sheet(SEED) for name, exercise in ASSIGNMENTS[ASSIGNMENT].items()}
    stubs = "".join(text for sheet in sheets.values() for text in sheet.stubs.values())
    numbers = [repr(float(case.expected[1])) for case in sheets["propagate"].cases]
    return sorted(line for line in found if line not in stubs), numbers


# The search gets hashes: with the secrets themselves it would find its own list.
SEARCH = """
import gc, hashlib, os, sys, zlib
gc.unfreeze()
HASHES = {hashes!r}
NUMBERS = {numbers!r}

def is_secret(line):
    return hashlib.sha256(line.strip().encode("utf-8", "replace")).hexdigest()[:16] in HASHES

print("modules", [name for name in sys.modules if name.split(".")[:2] in (
    ["helpers", "reference"], ["helpers", "exercises"], ["helpers", "grading"])])

texts = []
for thing in gc.get_objects() + [part for thing in gc.get_objects() for part in gc.get_referents(thing)]:
    if type(thing) is str and len(thing) > 60:
        texts += [line for line in thing.splitlines() if is_secret(line)]
print("objects", sorted(set(texts)))
functions = [thing for thing in gc.get_objects() if hasattr(thing, "__code__")]
print("functions", len(functions) > 1000, [f.__module__ for f in functions if str(f.__module__).startswith((
    "helpers.reference", "helpers.exercises", "helpers.grading"))])

files, texts = 0, []
roots = {{"/", "/proc/self", "/tmp", "/root", "/home", "/etc", "/var", "/opt", {course!r}}}
here = os.getcwd()
while here != "/":
    roots.add(here)
    here = os.path.dirname(here)
roots |= {{entry for entry in sys.path if entry and "site-packages" not in entry and "lib/python" not in entry}}
visited = set()
for root in roots:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in visited]
        visited |= {{os.path.join(folder, name) for name in folders}}
        for name in names:
            path = os.path.join(folder, name)
            try:
                if os.path.isfile(path) and name not in ("mem", "pagemap", "kmsg") and os.path.getsize(path) < 10**7:
                    with open(path, "rb") as file:
                        content = file.read(10**7).decode("utf-8", "replace")
                    files += 1
            except OSError:
                continue
            texts += [path for line in content.splitlines() if len(line) > 40 and is_secret(line)]
            texts += [path for number in NUMBERS if number[::-1] in content and not path.startswith("/proc")]
print("files", files > 5, sorted(set(texts)))
"""


def test_nothing_secret_is_in_a_kernels_modules_objects_or_files():
    lines, numbers = secrets()
    assert len(lines) > 300
    hashes = {hashlib.sha256(line.encode()).hexdigest()[:16] for line in [THERE, *lines]}
    found = printed(SEARCH.format(hashes=hashes, numbers=[number[::-1] for number in numbers], course=str(ROOT)))
    assert found.splitlines() == ["modules []", f"objects {[THERE]}", "functions True []", "files True []"]


def test_nothing_secret_is_in_a_kernels_memory():
    """Read it as a whole, as /proc lets every process read its own."""
    lines, numbers = secrets()
    keys = ["".join(f"\\x{ord(sign):02x}" for sign in text) for text in [THERE, *lines[::40], *numbers[:3]]]
    found = printed(
        f"""
        import re
        keys = [re.compile(key.encode()) for key in {keys!r}]
        read, hits = 0, set()
        with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
            for line in maps.read().splitlines():
                if " rw" in line and "[v" not in line:
                    start, end = (int(part, 16) for part in line.split()[0].split("-"))
                    while start < end:
                        try:
                            memory.seek(start)
                            content = memory.read(min(end - start, 1 << 24))
                        except OSError:
                            break
                        start += 1 << 24
                        read += len(content)
                        hits |= {{number for number, key in enumerate(keys) if key.search(content)}}
                        del content
        print(read > 10**7, hits)
        """,
        wrong={"propagate": "def propagate(w, b, X, Y):\n    return None"},  # a right one makes the numbers itself
    )
    assert found == "True {0}\n"


PACKAGES = {
    "numpy": "np.save('a.npy', np.arange(5)); print(np.load('a.npy').sum(), np.linalg.inv(np.eye(3)).trace())",
    "a large product": "print((np.ones((600, 600)) @ np.ones((600, 600)))[0, 0])",
    "matplotlib": """
        import matplotlib.pyplot as plt
        plt.plot(np.sin(np.arange(9))); plt.title(r"$\\sigma$ and 'text'"); plt.savefig("a.png"); plt.savefig("a.pdf"); plt.show()
        import os; print(os.path.getsize("a.png") > 1000)
    """,
    "h5py": """
        import h5py
        with h5py.File("a.h5", "w") as file:
            file["x"] = np.eye(3)
        with h5py.File("a.h5") as file:
            print(file["x"][...].sum())
    """,
    "scikit-learn": """
        from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
        X = np.random.default_rng(0).normal(size=(60, 2)); y = X[:, 0] > 0
        print(LogisticRegression().fit(X, y).score(X, y) > 0.9, LogisticRegressionCV(cv=2).fit(X, y).C_.shape)
    """,
    "PIL": """
        from PIL import Image
        Image.fromarray(np.zeros((4, 4, 3), np.uint8)).resize((2, 2)).save("a.jpg"); print(Image.open("a.jpg").size)
    """,
    "tqdm": "from tqdm.auto import tqdm; print(sum(tqdm(range(9)))); from tqdm.notebook import tqdm; print(len(list(tqdm([1]))))",
    "shutil": """
        import os, pathlib, shutil
        shutil.copy("worksheets/visible.json", "b"); shutil.copy2("b", "c"); shutil.copytree("helpers", "d"); shutil.rmtree("d")
        shutil.move("c", "e"); shutil.make_archive("f", "zip", "worksheets"); pathlib.Path("g").touch()
        print(sorted(name for name in os.listdir() if len(name) < 6))
    """,
    "tempfile": """
        import os, tempfile
        with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile(dir=folder) as file, tempfile.TemporaryFile():
            print(file.write(b"x"))
    """,
    "threads": """
        import threading; from concurrent.futures import ThreadPoolExecutor
        print(list(ThreadPoolExecutor(3).map(abs, [-1, 2])))
    """,
    "asyncio": """
        import asyncio
        await asyncio.sleep(0.01); print(await asyncio.gather(asyncio.to_thread(abs, -3), asyncio.sleep(0, 4)))
    """,
    "ipywidgets": "import ipywidgets; print(type(ipywidgets.IntSlider(3)).__name__)",
    "pickle, sqlite and time": """
        import pickle, sqlite3, time, datetime, locale, getpass, platform, uuid, random
        pickle.dump([1], open("a.pkl", "wb")); print(pickle.load(open("a.pkl", "rb")))
        base = sqlite3.connect("a.db"); base.execute("create table t (x)"); base.commit()
        time.sleep(0.01); print(getpass.getuser(), platform.platform(), uuid.uuid4(), datetime.datetime.now())
    """,
    "magics": "%timeit -n 1 -r 1 sum([1])\n%matplotlib inline\n%pwd\nprint(1)",
}


@pytest.mark.parametrize("name", PACKAGES)
def test_what_computing_needs_works_inside(name):
    assert printed(PACKAGES[name])


def test_a_machine_without_a_sandbox_says_what_is_missing_and_how_to_do_without(monkeypatch):
    monkeypatch.setattr(kernels, "what_is_missing", lambda: "Landlock is not available (too old)")
    with pytest.raises(SandboxMissing) as stop:
        require_sandbox()
    assert "Landlock is not available (too old)" in str(stop.value) and "sandbox = 'off'" in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_course_among_the_packages_cannot_be_graded_in_the_sandbox(monkeypatch):
    monkeypatch.setattr(kernels, "readable_folders", lambda: [ROOT.parent])
    with pytest.raises(SandboxMissing, match="--editable"):
        require_sandbox()


def test_two_kernels_draw_different_numbers():
    assert printed("print(np.random.rand())") != printed("print(np.random.rand())")


def test_a_kernel_with_little_memory_may_use_what_it_has(monkeypatch):
    """What a kernel takes from the start is no cell's doing."""
    limits = Limits()
    monkeypatch.setattr(executor, "memory_of", lambda process: int(0.9 * limits.memory))
    notebook = new_notebook(cells=[new_code_cell("print(6 * 7)")])
    assert executor.run_notebook(notebook, {}, limits).stops == {}
    assert notebook.cells[0].outputs[0].text == "42\n"


def test_the_rules_themselves_are_closed():
    """What a kernel has open is what ZeroMQ and it need: not the set of rules that it was locked in with."""
    found = printed(
        """
        import os
        links = []
        for number in os.listdir("/proc/self/fd"):
            try:
                links.append(os.readlink(f"/proc/self/fd/{number}"))
            except OSError:
                continue
        print(len(links) > 3, [link for link in links if "landlock" in link])
        """
    )
    assert found == "True []\n"
