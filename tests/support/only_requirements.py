"""Run a bundle's notebooks by a Python that has what requirements.txt lists, with what that needs in turn, and nothing else.

python -S only_requirements.py SITE_PACKAGES NOTEBOOK...     in the bundle's folder; prints {cell: [error, text]} as JSON
"""

import json
import sys
from pathlib import Path


def closure(lines):
    """The distributions that requirements stand for, with all that they require."""
    from importlib.metadata import PackageNotFoundError, requires

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found, waiting = set(), [Requirement(line) for line in lines]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        try:
            needs = [Requirement(text) for text in requires(name) or []]
        except PackageNotFoundError:  # for another system
            continue
        key = name, tuple(sorted(requirement.extras))
        if key not in found:
            found.add(key)
            extras = requirement.extras | {""}
            waiting += [
                need
                for need in needs
                if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in extras)
            ]
    return {name for name, _ in found}


class Refuse:
    """An importer that knows nothing of distributions that would not be installed."""

    def __init__(self, allowed):
        from importlib.metadata import packages_distributions

        from packaging.utils import canonicalize_name

        self.refused = {
            package
            for package, names in packages_distributions().items()
            if package not in ("helpers", "course_kit") and not {canonicalize_name(name) for name in names} & allowed
        }

    def find_spec(self, name, path=None, target=None):
        """Called before every import."""
        if name.split(".")[0] in self.refused:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def run(notebook):
    """Run all code cells. Returns: cell id -> [error, text] of those that failed."""
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    failed = {}
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            result = shell.run_cell("".join(cell["source"]), silent=True)
            error = result.error_before_exec or result.error_in_exec
            if error:
                failed[cell["id"]] = [type(error).__name__, str(error)]
    return failed


if __name__ == "__main__":
    sys.path[0] = ""  # beside the notebooks, as a kernel's
    sys.path.append(sys.argv[1])
    refuse = Refuse(closure(filter(None, Path("requirements.txt").read_text(encoding="utf-8").splitlines())))
    sys.meta_path.insert(0, refuse)
    errors = {name: run(name) for name in sys.argv[2:]}
    import helpers

    print(json.dumps({"kit": helpers.__file__, "refused": sorted(refuse.refused), "errors": errors}))
