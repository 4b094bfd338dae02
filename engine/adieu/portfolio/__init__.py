"""A policy + tables of clients → a row a client, by one SQL statement."""
