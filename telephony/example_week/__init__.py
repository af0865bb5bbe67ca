"""A week of an invented clinic: people, a diary, calls that were made, and what they left."""
