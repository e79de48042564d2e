"""Is an answer right, and what does a wrong one show: one implementation for `check` and the judge."""
