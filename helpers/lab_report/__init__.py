"""What a lab report is made of: noted trainings, the environment, figures, and the page."""
