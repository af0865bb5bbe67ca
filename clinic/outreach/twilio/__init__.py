"""Calls that a clinic places through Twilio: its REST interface, and the addresses it is given."""
