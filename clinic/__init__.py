"""What calls are about: openings, appointments, patients, tasks. Behind ports, so that the real
store, a practice system or a simulated clinic can stand there."""
