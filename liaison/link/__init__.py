"""Same document, translation, update, reply, citation, same matter: candidates and reasons.

What is here is pure: `facts_of` makes the facts of a document from its texts and findings,
`keys_of` says under which keys it is filed and looked for, `judge` compares two documents,
`matters` groups what tells the same matter. `engine.link_all` does all of it in memory.
"""
