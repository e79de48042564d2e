"""What an error of a student's function shows: its own line, the values in it, and what a teacher would say of them."""
