"""One notebook in the sandbox."""
