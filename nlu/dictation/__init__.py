"""What callers dictate sign by sign: digits, letters, and the numbers and addresses made of them.

Here every sign matters and no context helps: one wrong digit is a patient who cannot be called
back. So these readers compute and never guess, and what takes a digit back is heard, too.
"""
