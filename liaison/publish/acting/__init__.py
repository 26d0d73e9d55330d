"""Who can act, for readers: the question out of an address, the answers in plain words."""
