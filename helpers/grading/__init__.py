"""What grades a class: the judge, and the plug-ins that put it and the student kit into nbgrader."""
