"""Source files and the readers of lists."""
