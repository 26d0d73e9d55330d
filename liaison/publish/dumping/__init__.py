"""The public record as files that anyone may keep: no secret, nothing withdrawn, no names found."""
