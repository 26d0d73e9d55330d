"""What the public sees: pages, feeds and an interface for programs, over one set of questions."""
