"""What notebooks of the course are written with. Never leaves the instructor."""
