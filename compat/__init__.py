"""What students receive, on the oldest and the newest packages that it is for, each set-up in an environment of its own.

It needs a package index, so it is no test of `make test`: `make compat` runs it.
"""
