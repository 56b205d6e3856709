"""How the properties of the rules are searched."""

from __future__ import annotations

from hypothesis import settings

# A loaded machine is slow at times; that says nothing about a rule.
settings.register_profile("roadmate", deadline=None)
settings.load_profile("roadmate")
