"""What trainings of the weekly notebooks use."""
