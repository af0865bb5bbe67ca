"""Deepgram hears callers, through its own kit; nothing outside this folder knows it."""
