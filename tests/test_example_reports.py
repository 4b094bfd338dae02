"""Promises about what the reports of the worked examples say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from yaml import safe_load

from adieu.language import LANGUAGES, Language
from adieu.load.policy import load_policy
from support.examples import EXAMPLES, HTML, ROOT, client_file
from support.texts import NO_BREAK, policy_texts, texts_of


def _prose(rendered: Path, client: str, language: Language) -> str:
    """What a report says in text and tables, without its footer and the firm's own words."""
    text = (rendered / f"{client}.{language}.md").read_text("utf-8")
    heading = texts_of(language, "report")["report.heading.colophon"]
    body, found, _ = text.partition(f"## {heading}")
    assert found
    body = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", body)
    body = re.sub(r"^> ?", "", body, flags=re.MULTILINE)
    paragraphs = [re.sub(r"\s*\n\s*", " ", one) for one in re.split(r"\n(?=\n|- |\|)", body)]
    note = texts_of(language, "report")["report.finding.note"]
    before, after = (re.escape(part) for part in note.split("{note}"))
    prose = re.sub(rf"{before}.*?{after}(?=$|\s|\))", "", "\n".join(paragraphs), flags=re.MULTILINE)
    for said in _own_words(client):
        prose = prose.replace(said, "…")
    return prose


@cache
def _own_words(client: str) -> tuple[str, ...]:
    """The reasons that a firm wrote itself, longest first."""
    file = safe_load(client_file(client).read_text("utf-8"))
    scores = [one for one in file["scores"].values() if isinstance(one, dict)]
    records = [*file.get("contacts", ()), *file.get("incidents", ())]
    reasons = {one["reason"] for one in (*scores, *records) if "reason" in one}
    return tuple(sorted(reasons, key=len, reverse=True))


@cache
def _ids() -> tuple[str, ...]:
    """Ids that no reader should meet: those that are not at the same time plain English."""
    policy = load_policy(ROOT / "rules")
    said = [fact.choices for fact in policy.facts.values()]
    said += [field.choices for kind in policy.records.values() for field in kind.fields.values()]
    choices = {word: text["en"] for one in said for word, text in one.items()}
    names = {
        *policy.rules,
        *policy.facts,
        *policy.parameters,
        *policy.matters,
        *choices,
        *(step.name for step in policy.plan),
        *(row.verdict for row in policy.verdicts),
    }
    return tuple(sorted(one for one in names if re.search("[-_]", one) and choices.get(one) != one))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", EXAMPLES)
def test_a_report_has_no_names_of_the_machinery(
    client: str, language: Language, rendered: Path
) -> None:
    """No id, no operator and no place left open stands in what people read."""
    prose = _prose(rendered, client, language)
    for name in _ids():
        assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", prose), name
    assert not re.findall(r"\w+_\w+", prose)
    assert not re.findall(r"[<>=!]=|÷|×|[{}#](?=\w)|\w [<>=] \w", prose)
    assert not re.findall(r"\(\)|\.\.| ,", prose)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", EXAMPLES)
def test_a_report_counts_in_the_right_number(
    client: str, language: Language, rendered: Path
) -> None:
    """A report never says 1 with a plural."""
    prose = _prose(rendered, client, language)
    for one, many in _plurals(language):
        if re.search(r"#.*\w", many) and one != many:
            wrong = re.escape(many.replace("#", "1").strip())
            assert not re.search(rf"(?<![\d.,]){wrong}(?!\w)", prose), many


@cache
def _plurals(language: Language) -> frozenset[tuple[str, str]]:
    texts = (*texts_of(language, "sentences").values(), *policy_texts(language).values())
    pattern = re.compile(r"\{\s*\w+\s*:([^{}|]*)\|([^{}|]*)\}")
    return frozenset(pair for text in texts for pair in pattern.findall(text))


@pytest.mark.parametrize("client", EXAMPLES)
def test_french_elides(client: str, rendered: Path) -> None:
    """A French report elides before a vowel, and no line begins with a sign of punctuation."""
    prose = _prose(rendered, client, "fr")
    vowels = "aeiouàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ"
    found = re.findall(rf"\b(?:de|le|la|que|ne|se|je|ce) [{vowels}]\w+", prose)
    assert not [one for one in found if one.split()[1] not in ("oui", "onze")]
    assert not re.findall(rf"[^{NO_BREAK}\s:|-][:;?!»](?=\s|$)|«[^{NO_BREAK}]", prose)
    assert "'" not in prose


SAID_OF_CHANGE = ("reasons", "contrast", "change")
"""The sections that say what the verdict rests on and what would change it."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", EXAMPLES)
def test_what_would_change_is_said_in_short_sentences(
    client: str, language: Language, rendered: Path
) -> None:
    """What the verdict rests on and what would change it has no sentence of over twenty words."""
    prose = _prose(rendered, client, language)
    texts = texts_of(language, "report")
    for section in SAID_OF_CHANGE:
        heading = texts[f"report.heading.{section}"]
        _, found, rest = prose.partition(f"## {heading}\n")
        assert found, heading
        said = re.split("\n *## ", rest)[0].replace(NO_BREAK, " ")
        assert said.strip(), heading
        for sentence in re.split(r"\n|(?<=[.?!:])\s", said):
            words = [word for word in sentence.split() if any(map(str.isalnum, word))]
            assert len(words) <= 20, sentence


@pytest.mark.parametrize("client", EXAMPLES)
def test_what_would_change_comes_after_what_is_unknown(client: str, rendered: Path) -> None:
    """What would change the verdict stands between what is unknown and what comes after it."""
    told = (rendered / f"{client}.{HTML}.md").read_text("utf-8")
    texts = texts_of(HTML, "report")
    order = [texts[f"report.heading.{key}"] for key in ("unknown", "change", "revenue")]
    assert [one for one in re.findall("^## (.*)$", told, re.MULTILINE) if one in order] == order


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_languages_tell_the_same_story(client: str, rendered: Path) -> None:
    """The report has as many headings, table rows and items in every language."""

    def shape(language: Language) -> list[int]:
        text = (rendered / f"{client}.{language}.md").read_text("utf-8")
        starts = (r"^#+ ", r"^\|", r"^- ", r"^\d+\. ")
        return [len(re.findall(start, text, re.MULTILINE)) for start in starts]

    assert shape("en") == shape("nl") == shape("fr")


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_client_is_not_told_what_is_internal(client: str, rendered_for_client: Path) -> None:
    """The client's own version leaves out scores, opinions, hearsay and the firm's notes."""
    told = (rendered_for_client / f"{client}.{HTML}.md").read_text("utf-8")
    flat = re.sub(r"\s+", " ", told)
    file = safe_load(client_file(client).read_text("utf-8"))
    records = [one for value in file.values() if isinstance(value, list) for one in value]
    private = [one["note"] for one in records if "note" in one]
    scores = [one for one in file["scores"].values() if isinstance(one, dict)]
    private += [one["reason"] for one in scores if "reason" in one]
    assert not [one for one in private if one in flat]
    assert not re.findall(r"(?:hearsay|opinion)\)", flat)
