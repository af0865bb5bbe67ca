"""The sound of calls: whether it may be kept, how it is kept, for how long, and who listened."""
