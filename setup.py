"""Everything about the package is in pyproject.toml; this makes an editable installation install its data file as well.

setuptools asks `has_data()` before it does, and has no such method. The file is what ends a command of nbgrader's when the
course's configuration cannot be read (see etc/jupyter/nbgrader_config.py).
"""

from setuptools import Distribution, setup


class Course(Distribution):
    """A distribution whose data files are installed, also when it is installed as editable."""

    def has_data(self) -> bool:
        """Whether there are data files."""
        return bool(self.data_files)


setup(distclass=Course)
