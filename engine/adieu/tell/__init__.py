"""An explanation + a language → its words: a narrative, and the JSON of a review."""
