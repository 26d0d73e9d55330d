"""Other organisations, and ourselves as they know us: keys, nodes, how far they are trusted."""
