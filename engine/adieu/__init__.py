"""adieu: which clients should a firm part with, and why.  Declarative rules in, explained verdicts out."""
