"""Client files and tables → cases, read by the policy's vocabulary, with every fault at its place."""
