"""What a clinic's records do not let anybody do, said so that it can be shown to them."""


class NotAllowed(Exception):  # noqa: N818 - an outcome, not a fault
    """It cannot be done as things stand. The text is a sentence, and tells nothing of patients."""
