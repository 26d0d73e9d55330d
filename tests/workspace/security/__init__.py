"""What docs/security/ says of the vaults, one by one, by real requests."""
