"""What is open of a client → all that can become of it, and the verdicts still possible."""
