"""The terminal: `frontdesk` and its commands. Only `cli/view.py` prints."""
