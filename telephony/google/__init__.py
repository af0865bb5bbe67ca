"""Google Cloud Text-to-Speech: a voice."""
