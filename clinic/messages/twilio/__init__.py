"""Text messages through Twilio: its REST interface, its codes, and what it signs."""
