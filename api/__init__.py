"""The clinic over HTTP: people at their desks, web chats, other programs."""
