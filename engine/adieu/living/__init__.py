"""Feature files + a policy → examples that are executed: the policy as its owners state it.

``gherkin`` reads a file, ``steps`` names what a step can say, ``wording`` reads one, ``told`` makes
a case of what was given, ``example`` is both together, ``review`` infers, ``shortfall`` compares,
and ``plugin`` runs it all in pytest.
"""
