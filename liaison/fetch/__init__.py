"""The only folder that opens a connection to the web: politely, within limits, and warily."""
