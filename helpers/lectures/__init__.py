"""Networks and drawings of the lecture notebooks."""
