"""The words themselves, before anyone asks what they are about.

Every reader begins here: an utterance as words with their places, what a reader found and where,
and the words with which callers take back what they have just said.
"""
