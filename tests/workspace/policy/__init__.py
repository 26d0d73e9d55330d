"""The rules, told apart from all that stores or shows."""
