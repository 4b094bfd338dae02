"""The parts of a policy → the parts of one SQL statement, each a syntax tree, never pasted text."""
