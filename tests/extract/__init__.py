"""Bytes to text: every format, and what is wrong with a file that cannot be read."""
