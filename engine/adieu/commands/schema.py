"""A kind of file → its JSON Schema on stdout, for editors and validators."""

from __future__ import annotations

import json
from pathlib import Path

from adieu.commands import terminal as t
from adieu.diagnostics import Unusable
from adieu.language import Language


def schema(kind: str, policy: Path, language: Language) -> int:
    """Print the schema of policies, or of client files or tables under a policy."""
    from adieu.clients.schemas import client_schema, tables_schema
    from adieu.load.policy import load_policy
    from adieu.load.shapes import policy_schema

    if kind == "policy":
        document = policy_schema()
    else:
        try:
            loaded = load_policy(policy)
        except Unusable as error:
            t.print_diagnostics(error.diagnostics, language)
            return t.UNUSABLE
        document = client_schema(loaded) if kind == "client" else tables_schema(loaded)
    print(json.dumps(document, indent=2, ensure_ascii=False))
    return t.DONE
