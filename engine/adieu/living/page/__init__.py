"""A policy, its examples and figures → one page that people want to read, a file a language."""
