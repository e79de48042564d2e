"""A submission beside a secret, and what a copy of it holds."""

from helpers.grading.submission.safe_copy import Sizes, copy_submission

SIZES = Sizes(notebook=2_000, timestamp=1_000, other=10_000)
SECRET = "CANARY-7c1b"


def copied(folder, **options):
    """What a copy holds: content by relative path; and what was left out, with the reason."""
    to = folder.with_name("copy")
    found = copy_submission(folder, to, SIZES, **options)
    assert not [path for path in to.rglob("*") if path.is_symlink()]
    there = {path.relative_to(to).as_posix(): path.read_bytes() for path in to.rglob("*") if path.is_file()}
    assert {path.relative_to(to).as_posix() for path in found.usable} == set(there)
    return there, {path.relative_to(to).as_posix(): why for path, why in found.unusable.items()}
