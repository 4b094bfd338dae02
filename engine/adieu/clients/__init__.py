"""Client files, tables + the vocabulary → cases, with every fault at its place."""
