"""Files beside the notebook: where they lie, and how they are read and written without losing any."""
