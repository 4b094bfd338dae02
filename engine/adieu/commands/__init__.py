"""What each command does once its options have been read."""
