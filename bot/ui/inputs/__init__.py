"""What members type, read kindly: a theme a module. Each refusal says what to write instead."""

MOST_CHOICES = 25
"""Discord takes no more autocomplete choices; discord.py would send them all the same."""
