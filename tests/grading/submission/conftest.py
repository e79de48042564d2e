"""What several tests of submissions look at."""

import pytest

from tests.support.copied_submission import SECRET


@pytest.fixture
def folder(tmp_path):
    """The folder of a submission; in secret/inside.txt, beside it, stands what it must not get at."""
    (tmp_path / "submission").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "inside.txt").write_text(SECRET)
    return tmp_path / "submission"
