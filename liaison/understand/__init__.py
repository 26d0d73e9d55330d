"""Text to findings: language, dates, references, countries, kind. Pure: values in, values out.

VERSION rises with every change that can give another answer for the same reading, so that the
pipeline knows what to understand again.
"""

from liaison.understand.understanding import VERSION, prepare, understand

__all__ = ["VERSION", "prepare", "understand"]
