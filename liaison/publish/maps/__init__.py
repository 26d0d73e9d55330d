"""Maps of the world and of a country's surroundings, drawn on the server."""
