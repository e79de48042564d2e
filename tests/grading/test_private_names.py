"""The project uses and overrides no private name of a library: an upgrade may change those without a word."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import helpers

ROOT = Path(helpers.__file__).parent
PUBLIC = {"os._exit"}  # documented, in spite of its underscore


def is_private(name):
    """Names between underscores are protocols, such as __init__ or _repr_html_."""
    return name.startswith("_") and not name.endswith("_")


def private_names_of(tree):
    """Attributes of anything but `self` and `cls`, and imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            owner = ast.unparse(node.value)
            if owner not in ("self", "cls") and f"{owner}.{node.attr}" not in PUBLIC:
                yield f"{owner}.{node.attr}"
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if is_private(alias.name))


def test_no_module_uses_a_private_name_of_another():
    found = {
        str(path.relative_to(ROOT)): names
        for path in sorted(ROOT.rglob("*.py"))
        if (names := list(private_names_of(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_the_search_finds_them():
    assert list(private_names_of(ast.parse("from a import _b\nrules._fd\nself.x._y\nself._mine\nos._exit(1)"))) == [
        "_b",
        "rules._fd",
        "self.x._y",
    ]


def overridden(modules):
    """Private methods of classes of ours that hide those of a library's class."""
    for module in modules:
        for one in vars(module).values():
            if inspect.isclass(one) and one.__module__ == module.__name__:
                bases = [base for base in one.__mro__[1:] if not base.__module__.startswith("helpers")]
                for name in [
                    name for name, value in vars(one).items() if is_private(name) and inspect.isfunction(value)
                ]:
                    if any(name in vars(base) for base in bases):
                        yield f"{one.__module__}.{one.__name__}.{name}"


def test_no_class_overrides_a_private_name_of_a_librarys_class():
    names = [found.name for found in pkgutil.walk_packages(helpers.__path__, "helpers.")]
    unimportable = {"helpers.grading.execution.fork_server", "helpers.__main__"}  # they are scripts
    assert list(overridden(importlib.import_module(name) for name in names if name not in unimportable)) == []
