"""Carries a call: the one loop, the lines it can run on, and simulated callers."""
