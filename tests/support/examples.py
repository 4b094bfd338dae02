"""The worked examples in ``clients/`` → what a person makes of them, and reports of them all.

What stands in ``EXAMPLES`` was worked out by hand from the policy, never copied from the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from adieu.language import Language
from support.program import run

ROOT = Path(__file__).parents[2]
FIRMS = ("accountant", "criminal-lawyer", "web-agency")
HTML: Language = "en"
"""The language in which reports are kept as HTML as well."""


@dataclass(frozen=True)
class Example:
    """What a person who reads the policy makes of a client.

    ``found`` has each finding with whether repair was tried; ``firm`` is whose policy applies.
    """

    possible: tuple[str, ...]
    found: dict[str, bool]
    classes: str
    superseded: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    firm: str | None = None

    @property
    def verdict(self) -> str:
        """The mildest of the possible verdicts."""
        return self.possible[-1]

    @property
    def final(self) -> bool:
        """Whether no answer can change it any more."""
        return len(self.possible) == 1


EXAMPLES = {
    # Red flags: one is enough, whatever the rest says.
    "brasserie-du-parc": Example(
        ("fire-now",), {"physical-abuse": False, "drains-staff": False}, "ABCD"
    ),
    "immo-keizershof": Example(
        ("fire-now",),
        {"mental-abuse": True, "drains-staff": True, "feels-misused": False},
        "BCD",
        superseded=("belittling",),
    ),
    "bouwbedrijf-claes": Example(("fire-now",), {"lying": False, "legal-liability": False}, "BC"),
    "festival-zomerkade": Example(
        ("fire-now",),
        {"unreasonable-demands": True, "threats": False, "feels-misused": False},
        "B",
    ),
    # A final experience, or a ground whose repair was tried; the firm can do without the revenue.
    "atelier-lumiere": Example(("fire",), {"after-hours": True, "feels-misused": False}, "ABC"),
    "beau-sejour": Example(
        ("fire",),
        {
            "went-too-far": True,
            "constant-disputes": False,
            "threats": True,
            "drains-time": False,
            "feels-misused": False,
        },
        "CD",
    ),
    "drukkerij-janssens": Example(
        ("fire",), {"always-late": True}, "BC", superseded=("late-payment",)
    ),
    "modehuis-elise": Example(
        ("fire",), {"costs-more-than-it-yields": True, "changes-mind": False}, "B"
    ),
    "wijnhandel-roussel": Example(("fire",), {"rescue-after-ignored-advice": False}, "BC"),
    # The same, but the firm cannot do without it yet.
    "metaalwerken-de-smet": Example(
        ("prepare",),
        {
            "price-cut-after-agreement": False,
            "constant-disputes": True,
            "late-payment": False,
            "feels-misused": False,
        },
        "C",
    ),
    # A ground that nobody tried to repair, or a concern.
    "fitclub-de-coupure": Example(("talk",), {"plays-off-competitors": False}, "BC"),
    "taxi-noord": Example(("talk",), {"threats": False}, "ABC"),
    "vzw-de-brug": Example(
        ("talk",), {"drains-time": False}, "A", undetermined=("costs-more-than-it-yields",)
    ),
    "kapsalon-nadine": Example(
        ("talk",),
        {"class-d": False, "belittling": False, "ignores-advice": False},
        "D",
        firm="accountant",
    ),
    # Nothing speaks against them.
    "apotheek-lindenhof": Example(("keep",), {}, "A"),
    "bart-maes": Example(("keep",), {}, "ABC", firm="criminal-lawyer"),
    "hotel-de-linde": Example(("keep",), {}, "B"),
    "maison-fontaine": Example(("keep",), {}, "B", excused=("changes-mind",)),
    # Provisional: an answer is missing.
    "kinderwinkel-pippa": Example(
        ("fire", "prepare"),
        {"scope-creep": True, "ignores-advice": False},
        "B",
        firm="web-agency",
    ),
    "transport-lambert": Example(("fire-now", "keep"), {}, "B", undetermined=("lying",)),
    "de-gouden-arend": Example(
        ("fire-now", "fire", "talk", "keep"),
        {},
        "ABCD",
        undetermined=(
            "after-hours",
            "changes-mind",
            "costs-more-than-it-yields",
            "drains-staff",
            "drains-time",
            "feels-misused",
            "ignores-advice",
            "late-payment",
            "legal-liability",
            "rescue-after-ignored-advice",
            "scope-creep",
            "went-too-far",
        ),
    ),
}


def client_file(client: str) -> Path:
    """Where an example lies."""
    firm = EXAMPLES[client].firm
    return ROOT / "clients" / (f"firms/{firm}" if firm else "") / f"{client}.yaml"


def review_all(out: Path, *options: str) -> Path:
    """Reports of all examples in a folder, made by one command a folder of clients."""
    run("review", "clients", *options, f"--out={out}", cwd=ROOT)
    for firm in FIRMS:
        policy = f"--policy=rules/firms/{firm}.yaml"
        run("review", f"clients/firms/{firm}", policy, *options, f"--out={out}", cwd=ROOT)
    return out
