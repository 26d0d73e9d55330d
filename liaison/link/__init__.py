"""Same document, translation, update, reply, citation, same matter: candidates and reasons.

The judgement is pure: `facts_of` makes the facts of a document from its texts and findings,
`keys_of` says under which keys it is filed and looked for, `judge` compares two documents, `group`
makes matters of what is linked; `engine.link_all` does it in memory, for tests and measuring. The
record does the same by its tables: `filing` and `files` file documents, `linking` links them,
`regrouping` settles their matters.
"""
