"""What stands around every page of a vault: its address, cookies, uploads, failures, templates."""
