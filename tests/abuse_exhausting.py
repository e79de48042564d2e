"""Cases."""

from abuse_case import Case  # noqa

EXHAUSTING = []
