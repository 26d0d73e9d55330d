"""Every surface of a vault asked by every role: what it shows is what the table of roles lets see."""
