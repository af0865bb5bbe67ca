"""Calls that a clinic makes: whom, why and when; what carries them is in telephony."""
