"""Is this machine set up for the course? What the first cell of every notebook asks before anything else is imported."""
