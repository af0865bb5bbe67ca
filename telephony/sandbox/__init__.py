"""Stand-ins that speak the protocols of vendors, so that calls can be placed without an account."""
