"""Where things lie in a course's folder: nbgrader's CourseDirectory is asked, whose names and structure can be configured."""

import glob
import re
from pathlib import Path

from nbgrader.coursedir import CourseDirectory


def source_folder(course: CourseDirectory) -> Path:
    """Where the instructor's notebooks of the course's current assignment lie."""
    return Path(course.format_path(course.source_directory, ".", course.assignment_id))


def assignments_of(course: CourseDirectory) -> list[str]:
    """The names of the assignments that the course has a source of."""
    folder = Path(course.format_path(course.source_directory, ".", "."))
    return sorted(path.name for path in folder.glob("*/")) if folder.is_dir() else []


def autograded_folder(course: CourseDirectory, student: str) -> Path:
    """Where a student's autograded notebooks of the current assignment lie."""
    return Path(course.format_path(course.autograded_directory, student, course.assignment_id))


def all_autograded(course: CourseDirectory) -> Path:
    """The folder that holds all autograded submissions."""
    return Path(course.format_path(course.autograded_directory, ".", "."))


def students_of(course: CourseDirectory) -> list[str]:
    """Everybody who has a folder for what they hand in of the current assignment."""
    folders = glob.glob(course.format_path(course.submitted_directory, "*", course.assignment_id))
    return [student_of(folder, course) for folder in sorted(folders) if "\n" not in folder]


def student_of(folder: str, course: CourseDirectory) -> str:
    """The student whose submission a folder is. Raises ValueError where it is none of the current assignment."""
    pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", course.assignment_id, escape=True)
    match = re.match(pattern, folder)
    if match is None:
        raise ValueError(f"{folder} is no folder of a submission")
    return match["student"]
