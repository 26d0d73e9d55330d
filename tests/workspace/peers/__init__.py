"""Other organisations and their keys."""
