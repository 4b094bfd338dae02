"""An inference + the facts behind it → why, why not, what is unknown and what to ask."""
