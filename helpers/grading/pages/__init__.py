"""What the pages of Formgrader and of the feedback show of a submission: HTML that only shows something."""
