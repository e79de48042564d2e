"""What a notebook goes through before its cells run."""
