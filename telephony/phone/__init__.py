"""A telephone call: sound in, sound out, and whose turn it is to speak."""
