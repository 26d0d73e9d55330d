"""Who works in a vault: accounts, invitations, signing in, roles."""
