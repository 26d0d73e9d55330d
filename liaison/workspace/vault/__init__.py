"""An encrypted database for each organisation, its keys, and the way into it."""
