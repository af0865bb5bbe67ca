"""Calls made in a browser by people of the clinic: to try a receptionist out, typed or spoken."""
