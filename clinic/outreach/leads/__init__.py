"""People who asked a practice to be called: files of them, read, kept, called and told of."""
