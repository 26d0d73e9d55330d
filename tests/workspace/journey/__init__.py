"""Three organisations on two nodes, from an empty folder on, in a browser."""
