"""The vaults' backend without its cipher: what encryption costs is measured against it."""
