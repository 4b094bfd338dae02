"""Promises about the JSON Schemas: shipped YAML validates with an independent validator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from support.program import run

ROOT = Path(__file__).parents[1]
TEXT = "text: {en: Own, nl: Eigen, fr: Propre}"


class TextLoader(yaml.SafeLoader):
    """YAML as an editor sees it, save that dates stay text as JSON has none."""


TextLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(kind: str) -> dict[str, Any]:
    """What ``adieu schema KIND`` prints."""
    done = run("schema", kind, "--policy", ROOT / "rules")
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def problems(kind: str, files: list[Path]) -> Iterator[str]:
    """What the validator has against the files."""
    document = schema(kind)
    Draft202012Validator.check_schema(document)
    validator = Draft202012Validator(document)
    for file in files:
        loaded = yaml.load(file.read_text("utf-8"), Loader=TextLoader)
        for error in validator.iter_errors(loaded):
            yield f"{file.name}: {list(error.absolute_path)}: {error.message[:200]}"


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("policy", "rules/**/*.yaml"),
        ("client", "clients/**/*.yaml"),
        ("client", "engine/adieu/starter/*/client.yaml"),
        ("policy", "engine/adieu/starter/*/policy.yaml"),
    ],
)
def test_shipped_yaml_validates(kind: str, pattern: str) -> None:
    """Every YAML file that is shipped validates against the schema of its kind."""
    files = [one for one in sorted(ROOT.glob(pattern)) if one.name != "tables.yaml"]
    assert files
    assert list(problems(kind, files)) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("policy", "rules: [{rule: x, grade: terrible}]"),
        ("policy", "colour: red"),
        ("policy", f"promises: [{{promise: x, {TEXT}}}]"),
        ("policy", f"promises: [{{promise: x, {TEXT}, never: [keep], without: [late_invoices]}}]"),
        ("policy", f"promises: [{{promise: x, {TEXT}, more: late_invoices}}]"),
        ("policy", f"promises: [{{promise: x, {TEXT}, more: late_invoices, verdict: milder}}]"),
        ("policy", "promises: [{promise: x, never: [keep]}]"),
        ("client", "{client: x, facts: {billed_hourly: perhaps}}"),
        ("client", "{client: x, invoices: [{number: '1'}]}"),
        ("tables", "invoices: {client: id}"),
    ],
)
def test_schema_refuses(kind: str, text: str, tmp_path: Path) -> None:
    """The schemas refuse what the program refuses: an editor underlines it while one types."""
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    assert list(problems(kind, [file]))
