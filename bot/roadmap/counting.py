"""Counts in what is said about roadmap files, which is English."""


def counted(count: int, one: str, several: str) -> str:
    """What is said of one, or of several, with "{}" for their number.

    >>> counted(1, "{} tick goes", "{} ticks go"), counted(2000, "{} tick goes", "{} ticks go")
    ('1 tick goes', '2,000 ticks go')
    """
    return (one if count == 1 else several).format(f"{count:,}")
