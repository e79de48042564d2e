"""Mistakes in nbgrader_config.py: what is added to the file, and a part of the sentence that says so."""

from tests.support.course import ASSIGNMENT

MISTAKES = {
    "syntax": ("c.GradeStep.timeout = = 3", "SyntaxError: invalid syntax."),
    "indentation": ("  c.GradeStep.timeout = 3", "IndentationError: unexpected indent."),
    "unknown name": ("c.GradeStep.timeout = tiemout", "NameError: name 'tiemout' is not defined."),
    "missing module": (
        "import helpers.nonsense",
        "ModuleNotFoundError: No module named 'helpers.nonsense' (run nbgrader in",
    ),
    "removed name": (
        "from helpers.grading.nbgrader_hooks.grade_step import Grade",
        "ImportError: cannot import name 'Grade'",
    ),
    "no such step": ("from nbgrader.preprocessors import Nonsense", "ImportError: cannot import name 'Nonsense'"),
    "misspelt setting": ("c.GradeStep.tiemout = 3", "c.GradeStep has no setting tiemout: did you mean timeout?"),
    "misspelt list": ("c.Autograde.autograde_preprocesors = []", "did you mean autograde_preprocessors?"),
    "misspelt section": ("c.Autograd.force = True", "there is no section c.Autograd: it is called c.Autograde."),
    "old section": ("c.Grade.sandbox = 'off'", "there is no section c.Grade: it is called c.GradeStep."),
    "wrong value": ("c.Autograde.force = 'yes'", "TraitError: The 'force' trait of"),
    "no such class": ("c.Autograde.exporter_class = 'helpers.Nonsense'", "'helpers.Nonsense' could not be imported."),
    "it leaves": ("raise SystemExit('not today')", "not today"),
}
# What is wrong although the file can be read: found when a run begins.
MISTAKES_OF_A_RUN = {
    "step that is not there": (
        "c.Autograde.autograde_preprocessors = ['helpers.nonsense.Step']",
        "cannot be imported: No module",
    ),
    "no GradeStep": ("c.Autograde.autograde_preprocessors = []", "must hold GradeStep, once"),
    "Execute": (
        "from nbgrader.preprocessors import Execute\nc.Autograde.autograde_preprocessors.append(Execute)",
        "holds Execute, which runs submissions outside of the sandbox.",
    ),
    "wrong setting": ("c.GradeStep.timeout = 'long'", "expected a float, not the str 'long'."),
    "unknown limit": (
        "c.GradeStep.limits_of = {'week4_deep_network': {'tiemout': 3}}",
        "has no limit 'tiemout'; there are timeout,",
    ),
    "limit of nothing": (
        "c.GradeStep.limits_of = {'week9': {'timeout': 3}}",
        "names 'week9'; the assignments are week2_",
    ),
    "limit that is none": (
        f"c.GradeStep.limits_of = {{'{ASSIGNMENT}': {{'timeout': 0}}}}",
        "it must be a positive number.",
    ),
}
