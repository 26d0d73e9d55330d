"""Writing envelopes; each change with its entry in the log, in one transaction."""
