"""Telephone calls through Twilio: what it asks of us, what we answer, and what we ask of it."""
