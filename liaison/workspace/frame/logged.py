"""Lines about faults for whoever runs the server: where it failed, never with what."""

import logging
import time
import traceback


class WithoutWords(logging.Formatter):
    """The moment, level and logger; of an error its class and the places it passed.

    Messages may quote what somebody sent, errors a row of the vault, and log files are kept in the
    clear.
    """

    converter = time.gmtime  # type: ignore[assignment] # as the library's own documentation does it
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """One line, then one for each place."""
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}"]
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            lines[0] += f": {type(error).__name__}"
            places = traceback.extract_tb(error.__traceback__)
            lines += [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
        return "\n".join(lines)
