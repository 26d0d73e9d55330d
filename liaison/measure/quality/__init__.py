"""How good the answers are: labelled cases in, a table per question, set and language out."""
