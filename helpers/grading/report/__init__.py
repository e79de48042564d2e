"""The class report: what a class understood and what it did not, from what grading left behind. Nothing is run again."""
