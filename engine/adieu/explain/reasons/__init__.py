"""A verdict + its facts → what it rests on, and what separates it from the next milder one."""
