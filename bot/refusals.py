"""What all faults have in common that end a command: one sentence for the operator, and exit code 2."""


class CannotBeDone(Exception):
    """A command cannot be done. The message says why in plain words, and what to do."""
