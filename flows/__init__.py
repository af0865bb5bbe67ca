"""Call flows that clinics edit, and their JSON Schema."""
