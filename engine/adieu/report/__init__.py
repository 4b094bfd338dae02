"""A narrative + an audience → Markdown, HTML and two pictures."""
