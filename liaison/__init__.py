"""Liaison: the public record, and the confidential coordination, of those who protect defenders."""
