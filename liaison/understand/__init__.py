"""Text to findings: language, dates, references, countries, kind. Pure: values in, values out.

VERSION rises with every change that can give another answer for the same reading, so that the
pipeline knows what to understand again.
"""

from liaison.understand.read import VERSION
from liaison.understand.understanding import prepare, understand

__all__ = ["VERSION", "prepare", "understand"]
