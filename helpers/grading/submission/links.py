"""Links in a submission that lead out of it are not followed."""

from pathlib import Path

from traitlets.log import get_logger


def set_links_aside(assignment: str, student: str, notebooks: list[str]) -> None:
    """Replace each link that leads out of the submission, or nowhere, by a text file that says where it pointed.

    Arguments: as nbgrader calls a pre-convert hook; notebooks are the paths of one submission. Links that are notebooks
    stay: reading them refuses.
    """
    for folder in {Path(notebook).parent for notebook in notebooks}:
        for path in [path for path in folder.rglob("*") if path.is_symlink() and path.suffix != ".ipynb"]:
            if path.resolve().is_relative_to(folder.resolve()) and path.exists():
                continue
            target = path.readlink()
            path.unlink()
            path.with_name(f"{path.name}.link.txt").write_text(f"This was a link to {target}\n", encoding="utf-8")
            get_logger().warning(
                "%s was a link that leads out of the submission (to %s); it is not followed", path, target
            )
