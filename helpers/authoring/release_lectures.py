"""Put the lecture notebooks, with the kit they need, into release/lectures, beside the assignments that students receive.

python -m helpers.authoring.release_lectures
"""

import sys
from pathlib import Path

from helpers.grading.student_kit import kit_of, lay


def release_lectures(course: Path) -> list[Path]:
    """Copy a course's notebooks/ and their kit into its release/lectures, in place of what was there.

    Returns: the notebooks written. Raises: FileNotFoundError where there are no lecture notebooks.
    """
    notebooks = sorted((course / "notebooks").glob("*.ipynb"))
    if not notebooks:
        raise FileNotFoundError(
            f"There are no lecture notebooks in {course / 'notebooks'}: run this in the course's folder."
        )
    folder = course / "release" / "lectures"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.ipynb"):
        old.unlink()
    lay(folder, kit_of(notebooks) | {path.name: path.read_bytes() for path in notebooks})
    return [folder / path.name for path in notebooks]


if __name__ == "__main__":
    try:
        print("Written:", *release_lectures(Path()), sep="\n  ")
    except FileNotFoundError as error:
        sys.exit(str(error))
