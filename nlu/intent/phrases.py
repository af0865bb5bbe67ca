"""How lists of what callers say are written here: one text, sentences apart by a bar.

A thousand quoted strings would hide what matters, which is how unlike each other they are.
"""


def phrases(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; line breaks mean nothing."""
    return tuple(one.strip() for one in text.replace("\n", " ").split("|"))
