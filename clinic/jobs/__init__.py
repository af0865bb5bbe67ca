"""Work that is done after a call, and again until it is done: what the outbox tells of."""
