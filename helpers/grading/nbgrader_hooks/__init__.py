"""What stands in nbgrader's lists, one verb a file."""
