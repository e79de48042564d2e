"""What a lab report is made of: noted trainings, the environment, figures, and the page."""

COMMANDS = ("helpers.lab_report.export",)  # students start it by `python -m`, so it is in the kit of every report
