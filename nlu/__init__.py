"""Words into intents, slots, yes or no, and alarm: local rules and models, no network."""
