"""What keeps a vault: setting one up, opening and recovering it, its keys, reading its log."""
