"""Names of people in any script: Latin letters, keys, likeness, digests. Values in, values out."""

from liaison.names.digests import digest
from liaison.names.given import is_given_name
from liaison.names.keys import keys_alike, name_keys, word_keys
from liaison.names.likeness import alike, same_name
from liaison.names.sounds import romanise
from liaison.names.withdrawn import find_withdrawn, withdrawn_digests
from liaison.names.words import name_words

__all__ = [
    "alike",
    "digest",
    "find_withdrawn",
    "is_given_name",
    "keys_alike",
    "name_keys",
    "name_words",
    "romanise",
    "same_name",
    "withdrawn_digests",
    "word_keys",
]
