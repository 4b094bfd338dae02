"""A policy + every client there can be → what is wrong with it, and what it promises, proved."""
