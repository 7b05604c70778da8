"""Names and strings as SQL."""


def name(text: str) -> str:
    """An identifier, always quoted: any word may be reserved."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
