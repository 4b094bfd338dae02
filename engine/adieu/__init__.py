"""adieu: which clients should a firm part with, and why.

Declarative rules in, explained verdicts out.
"""

__version__ = "0.1.0"
