"""A folder's name → a new firm's folder: a small policy and its scenarios, an example client."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from adieu.commands import terminal as t
from adieu.language import Filling, Language

FILES = {
    "README.md": "README.md",
    "policy.yaml": "rules/policy.yaml",
    "client.yaml": "clients/example.yaml",
    "policy.feature": "features/{language}/policy.feature",
}
FOLDERS = ("rules", "features", "clients", "reports")


def new(folder: Path, language: Language) -> int:
    """Make a firm's folder; returns the exit status."""
    starter = resources.files("adieu") / "starter" / language
    name = re.sub(r"[^A-Za-z0-9]+", "-", folder.resolve().name).strip("-").lower() or "my-firm"
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            t.print_error(language, "new-not-empty", str(folder))
            return t.UNUSABLE
        for one in FOLDERS:
            (folder / one).mkdir(parents=True, exist_ok=True)
        for source, target in FILES.items():
            text = (starter / source).read_text("utf-8").replace("firm-name-here", name)
            path = folder / target.format(language=language)
            path.parent.mkdir(parents=True, exist_ok=True)
            t.write_atomically(path, text)
    except OSError as error:
        t.print_error(language, "out-unwritable", str(folder), reason=error.strerror or "")
        return t.UNUSABLE
    print(t.printable(t.say(language, "new.made", folder=Filling(str(folder)))))
    return t.DONE
