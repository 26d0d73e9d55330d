"""CONFIDENTIAL: each organisation's vault, and what its members do in it.

Nothing in the public half imports this package; it reads the record over its public API alone.
"""
