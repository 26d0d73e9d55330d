"""Where things are published: a declaration each, and the readers that go through lists."""
