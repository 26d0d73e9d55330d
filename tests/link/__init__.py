"""Linking: facts, keys, judgement, matters."""
