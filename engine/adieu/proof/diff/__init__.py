"""Two policies + every client there can be → who is judged differently, or proof that nobody is."""
