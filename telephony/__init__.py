"""Carries a call: the one loop, the lines it can run on, and simulated callers."""

import logging

# Whoever runs the application decides where its log goes; silent until then.
logging.getLogger(__name__).addHandler(logging.NullHandler())
