"""Neural networks from scratch: the student kit, the answer key and the grading of the course."""
