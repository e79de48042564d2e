"""Cases."""

from abuse_case import Case  # noqa

SHOWING = []
