"""How members are invited, sign in and are disabled."""
