"""What the numbers of a wrong answer show by themselves."""
