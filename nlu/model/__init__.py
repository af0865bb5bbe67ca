"""A language model that can only help: what the local rules leave unclear, it may make clear.

Everything here is optional and stands above the rest of `nlu`. The local understanding runs
first; the model is asked only about words that it did not make out, never hears who a caller is,
and gives back names of a closed list with the caller's own words as evidence. Whatever goes wrong
here becomes the local answer. Only `chat` knows a vendor's kit.
"""
