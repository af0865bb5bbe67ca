"""Words that leave the clinic, and those that come back: text messages and mail."""
