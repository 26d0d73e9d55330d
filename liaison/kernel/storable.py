"""Text that every database and index can keep."""


def storable(text: str) -> str:
    r"""The text without NUL, which PostgreSQL refuses, and with `?` for lone surrogates.

    Half a surrogate pair (`\ud800` in somebody's JSON) is no character: nothing can encode it.
    """
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
