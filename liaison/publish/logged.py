"""What may be logged of a request: its path, and of that no word of a link in a mail."""

import logging
import re

_WORD = re.compile(r"(/alerts/(?:confirm/)?)[\w-]{20,}")


class WithoutWords(logging.Filter):
    """Takes the words of alerts out of what is logged: whoever has one can end a subscription."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, without them."""
        if isinstance(record.args, tuple):
            record.args = tuple(_without(one) for one in record.args)
        return True


def _without(said: object) -> object:
    return _WORD.sub(r"\1…", said) if isinstance(said, str) else said
