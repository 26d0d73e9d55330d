"""How pages look and speak: shared templates, plain CSS, translations."""
