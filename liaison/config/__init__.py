"""Settings, addresses and entry points: the only folder that sees both halves."""
