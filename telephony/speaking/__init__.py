"""What a caller is told, as sound: written for speech, cut into sentences, kept, and voiced."""
