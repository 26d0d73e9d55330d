"""Source files over real material, and a plain server for it."""
