"""Installed with the course into its environment, where nbgrader reads it before any other configuration.

It sets nothing but what keeps submissions from running outside of the sandbox when the course's own nbgrader_config.py cannot
be read or is not found.
"""

c = get_config()
c.Autograde.exporter_class = "helpers.grading.nbgrader_hooks.not_configured.NotConfigured"

try:
    from helpers.grading.nbgrader_hooks.check_config import stop_on_errors
except (
    ImportError
):  # in a folder with a student's kit, which is then what `helpers` means, nobody grades, and JupyterLab must start
    pass
else:
    stop_on_errors()
