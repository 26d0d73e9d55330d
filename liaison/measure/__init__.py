"""Figures: what `make bench` prints. A benchmark measures; it never makes a test fail."""
