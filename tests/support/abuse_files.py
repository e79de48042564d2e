"""Cases that reach for files, modules and settings outside of the scratch folder. The exercises are all right."""

from tests.support.abuse_case import Case

FILES = [
    Case(
        "reads the reference where the checkout lies",
        """
refused(lambda: open(f"{COURSE}/helpers/reference/week2.py").read(),
        lambda: os.listdir(f"{COURSE}/helpers"),
        lambda: open(f"{COURSE}/.git/HEAD").read(),
        lambda: open(f"{OUTSIDE}/helpers/reference/week2.py").read())
sys.path.insert(0, OUTSIDE), sys.path.insert(0, COURSE)
import importlib
refused(lambda: importlib.reload(importlib.import_module("helpers.reference.week2")),
        lambda: importlib.import_module("helpers.exercises"))
""",
    ),
    Case(
        "hunts for the reference in modules and objects",
        """
import gc
print([name for name in sys.modules if "reference" in name or "exercises" in name or "grading" in name])
for thing in gc.get_objects():
    if type(thing) is dict and "expected" in thing:
        attempt(lambda: thing["expected"])
for frame in sys._current_frames().values():
    while frame:
        attempt(lambda: [frame.f_code.co_filename, list(frame.f_locals)])
        frame = frame.f_back
""",
        never=("helpers.reference", "helpers.exercises", "helpers.grading"),
    ),
    Case(
        "reads the gradebook and other submissions",
        """
import glob, pathlib, sqlite3
refused(lambda: open(f"{OUTSIDE}/gradebook.db", "rb").read(),
        lambda: sqlite3.connect(f"{OUTSIDE}/gradebook.db").execute("select 1").fetchall(),
        lambda: pathlib.Path(OUTSIDE, "submitted/other/small.ipynb").read_text(),
        lambda: os.listdir(f"{OUTSIDE}/submitted"),
        lambda: next(os.scandir("/tmp")),
        lambda: os.listdir("../.."))
attempt(lambda: glob.glob(f"{OUTSIDE}/**", recursive=True))
""",
        never=("small.ipynb'",),
    ),
    Case(
        "reads the environment",
        """
attempt(lambda: dict(os.environ), lambda: open("/proc/self/environ").read(), lambda: os.path.expanduser("~root"),
        lambda: open("/proc/self/cmdline").read(), lambda: open("/proc/self/mountinfo").read()[:0])
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
attempt(lambda: [environ[i] for i in range(5) if environ[i]])
""",
        never=("HOME=/root", "VIRTUAL_ENV", "PYTEST_CURRENT_TEST"),
    ),
    Case(
        "reads the instructor's home",
        """
import pathlib
refused(lambda: open(f"{OUTSIDE}/home/.ssh/id_rsa").read(), lambda: os.listdir("/root"), lambda: os.listdir("/home"),
        lambda: open("/etc/shadow").read(), lambda: open("/etc/hostname").read(),
        lambda: open(os.path.expanduser("~/../../../../root/.bashrc")).read())
""",
    ),
    Case(
        "changes files outside",
        """
import shutil
for name in ("gradebook.db", "submitted/other/small.ipynb", "home/.ssh/id_rsa", "socket"):
    path = f"{OUTSIDE}/{name}"
    attempt(lambda: os.chmod(path, 0o777), lambda: os.chown(path, 1, 1), lambda: os.utime(path, (1, 1)),
            lambda: shutil.copystat("/bin/sh", path))
    refused(lambda: os.setxattr(path, "user.x", b"1"), lambda: os.truncate(path, 0), lambda: open(path, "w"),
            lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: open(path, "ab"), lambda: os.unlink(path),
            lambda: os.rename(path, path + "2"), lambda: os.rename(path, "here"), lambda: os.replace("worksheets", path),
            lambda: os.removexattr(path, "user.x"))
refused(lambda: os.mkdir(f"{OUTSIDE}/escaped"), lambda: open(f"{OUTSIDE}/escaped", "w"), lambda: open("/tmp/escaped", "w"),
        lambda: os.mkfifo(f"{OUTSIDE}/escaped"), lambda: shutil.rmtree(f"{OUTSIDE}/submitted"), lambda: os.rmdir(OUTSIDE),
        lambda: open("/dev/shm/escaped", "w"), lambda: open("/var/tmp/escaped", "w"), lambda: open("../../escaped", "w"),
        lambda: open(sys.modules["numpy"].__file__, "a"), lambda: os.open(OUTSIDE, os.O_TMPFILE | os.O_RDWR),
        lambda: open(f"{OUTSIDE}/home/.ipython/profile_default/startup/escaped.py", "w"))
""",
    ),
    Case(
        "links to the outside",
        """
os.symlink(OUTSIDE, "folder"), os.symlink(f"{OUTSIDE}/gradebook.db", "file"), os.symlink(f"{OUTSIDE}/home", "../home/x")
refused(lambda: open("file").read(), lambda: open("file", "a"), lambda: os.listdir("folder"),
        lambda: os.unlink("folder/gradebook.db"),
        lambda: open("folder/escaped", "w"), lambda: os.link(f"{OUTSIDE}/gradebook.db", "hard"),
        lambda: os.link("worksheets/hidden.json", f"{OUTSIDE}/escaped"), lambda: os.symlink("x", f"{OUTSIDE}/escaped"),
        lambda: os.link("/etc/passwd", "passwd"), lambda: os.link(sys.modules["numpy"].__file__, "numpy.py"))
os.rename("worksheets", "old")
os.symlink(f"{OUTSIDE}", "worksheets")
os.unlink("worksheets"), os.rename("old", "worksheets")
""",
    ),
]
