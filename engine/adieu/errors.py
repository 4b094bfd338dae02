"""Diagnostics → the exception by which Python programs hear of them."""

from __future__ import annotations

from adieu import language as lang
from adieu.diagnostics import Unusable


class InputError(Unusable, ValueError):
    """A policy, a client or a table that cannot be used; ``diagnostics`` says all that is wrong.

    >>> import adieu
    >>> policy = adieu.load_policy("rules")
    >>> try:
    ...     adieu.review(policy, {"client": "X", "facts": {"late_invoice": 3}})
    ... except adieu.InputError as error:
    ...     print(error)
    client: facts.late_invoice: unknown fact `late_invoice` [fact-unknown-client]
       help: did you mean `late_invoices`?
    """

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: lang.Language) -> str:
        """Everything that is wrong, in one of the languages, a paragraph each."""
        return "\n".join(lang.say_diagnostic(language, one) for one in self.diagnostics)
