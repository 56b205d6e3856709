"""Roadmaps as files: the reading of YAML, with all its faults, and its schema."""
