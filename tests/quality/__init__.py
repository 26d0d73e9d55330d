"""Quality on real material: sets in the project's own format, and floors that only rise."""
