"""What callers want: the clauses of an utterance, and the request that each is about.

Two things tell it, the exact turns of every conversation and a classifier that a flow's own
examples train; the phrases that they both know from the start are here as well.
"""
