"""What was published: every capture, byte for byte, in WARC files (ISO 28500)."""
