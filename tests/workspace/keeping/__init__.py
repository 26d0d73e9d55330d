"""Setting up, opening, recovering, keys and the log."""
