"""Reading envelopes of the vault at hand."""
