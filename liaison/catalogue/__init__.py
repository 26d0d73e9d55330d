"""What we say about what was published. It can all be rebuilt, except what people decided."""
