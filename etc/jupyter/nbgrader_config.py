"""Installed with the course into its environment, where nbgrader reads it before any other configuration.

It sets nothing but what keeps submissions from running outside of the sandbox when the course's own nbgrader_config.py cannot
be read or is not found.
"""

try:
    from helpers.grading.nbgrader_hooks.check_config import stop_on_errors
except ImportError as error:
    raise SystemExit(f"{__file__}: {error}. Nothing was done: install the course anew, or uninstall it.") from None

stop_on_errors()
c = get_config()
c.Autograde.exporter_class = "helpers.grading.nbgrader_hooks.not_configured.NotConfigured"
