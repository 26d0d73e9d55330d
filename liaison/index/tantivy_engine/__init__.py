"""The protocol, spoken by tantivy inside this process."""
