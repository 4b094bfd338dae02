"""A verdict + its facts → what would make it milder, when it lapses, what would make it harsher."""
