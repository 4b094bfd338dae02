"""A difference in words → the text that ``adieu diff`` prints, or Markdown for a change request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from adieu import language as lang
from adieu import policy as p
from adieu.commands.terminal import say
from adieu.language import Filling, Language
from adieu.proof.diff.difference import Difference
from adieu.report.escape import MARK, clean, markdown_text, markup_text
from adieu.tell.difference import Example, ToldDifference

STEP = "  "


class ClientChange(Struct, frozen=True):
    """A client of the firm: the verdicts that are possible under the old and the new policy."""

    client: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def as_text(
    words: ToldDifference,
    told: Difference,
    clients: Sequence[ClientChange] | None,
    unusable: int,
    language: Language,
) -> str:
    """The difference as text for a terminal."""
    return "\n".join(_text(words, told, clients, unusable, language)) + "\n"


def _text(
    words: ToldDifference,
    told: Difference,
    clients: Sequence[ClientChange] | None,
    unusable: int,
    language: Language,
) -> Iterator[str]:
    yield words.title
    yield ""
    yield words.headline
    yield from words.remarks
    if words.verdicts:
        yield from ("", _say(language, "heading.verdicts"))
    for verdict in words.verdicts:
        change = {"old": Filling(verdict.old), "new": Filling(verdict.new)}
        yield STEP + _say(language, "change", direction=Filling(verdict.direction), **change)
        yield from _files(verdict.example, language)
    if words.rules:
        yield from ("", _say(language, "heading.rules"))
    for rule in words.rules:
        yield STEP + _say(language, "rule", rule=Filling(rule.title), changes=Filling(rule.changes))
        for example in rule.examples:
            yield from _files(example, language)
    yield from ("", _say(language, "heading.same"), STEP + words.same)
    if words.listed:
        yield from ("", _say(language, "heading.listed"), *(STEP + one for one in words.listed))
    if clients is not None:
        yield from ("", _say(language, "heading.clients"))
        yield from (STEP + one for one in _clients(told, clients, unusable, language))
    yield from ("", _say(language, "heading.policies"), *(STEP + one for one in words.policies))


def _files(example: Example | None, language: Language) -> Iterator[str]:
    for caption, text in example.files if example else ():
        yield STEP * 2 + _say(language, "caption", caption=Filling(caption))
        yield from (STEP * 3 + line for line in text.splitlines())


def as_markdown(
    words: ToldDifference,
    told: Difference,
    clients: Sequence[ClientChange] | None,
    unusable: int,
    language: Language,
) -> str:
    """The difference as Markdown."""
    parts = _markdown(words, told, clients, unusable, language)
    return "\n\n".join(parts) + "\n"


def _markdown(
    words: ToldDifference,
    told: Difference,
    clients: Sequence[ClientChange] | None,
    unusable: int,
    language: Language,
) -> Iterator[str]:
    yield f"# {markdown_text(words.title)}"
    yield f"**{markdown_text(words.headline)}**"
    if words.remarks:
        yield " ".join(map(markdown_text, words.remarks))
    if words.verdicts:
        yield f"## {_say(language, 'heading.verdicts')}"
        yield "\n".join(_table(words, language))
        for number, verdict in enumerate(words.verdicts, 1):
            if verdict.example is not None:
                title = Filling(_say(language, "example", number=number))
                change = Filling(f"{verdict.old} → {verdict.new}")
                summary = _say(language, "rule", rule=title, changes=change)
                yield _details(summary, verdict.example)
    if words.rules:
        yield f"## {_say(language, 'heading.rules')}"
    for rule in words.rules:
        title = Filling(f"**{markdown_text(rule.title)}**")
        changes = Filling(markdown_text(rule.changes))
        yield f"- {_say(language, 'rule', rule=title, changes=changes)}"
        for example in rule.examples:
            caption = Filling(example.caption)
            summary = _say(language, "rule", rule=Filling(rule.title), changes=caption)
            yield _details(summary, example)
    yield f"## {_say(language, 'heading.same')}"
    yield markdown_text(words.same)
    if words.listed:
        yield f"## {_say(language, 'heading.listed')}"
        yield "\n".join(f"- {markdown_text(one)}" for one in words.listed)
    if clients is not None:
        yield f"## {_say(language, 'heading.clients')}"
        lines = _clients(told, clients, unusable, language)
        yield "\n".join(f"- {markdown_text(one)}" for one in lines)
    yield f"## {_say(language, 'heading.policies')}"
    yield "\n".join(f"- {markdown_text(one)}" for one in words.policies)


def _table(words: ToldDifference, language: Language) -> Iterator[str]:
    names = ("old", "new", "direction", "example")
    heads = [_say(language, f"column.{one}") for one in names]
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for number, one in enumerate(words.verdicts, 1):
        cells = (one.old, one.new, one.direction, str(number) if one.example else "")
        yield f"| {' | '.join(map(markdown_text, cells))} |"


def _details(summary: str, example: Example) -> str:
    """Files that unfold; nothing in them can end the fence or act."""
    parts = [f"<details><summary>{markup_text(summary)}</summary>"]
    for caption, text in example.files:
        lines = [clean_line(line) for line in text.splitlines()]
        fence = "```"
        while any(fence in line for line in lines):
            fence += "`"
        if len(example.files) > 1:
            parts.append(markdown_text(caption))
        parts.append("\n".join((f"{fence}yaml", *lines, fence)))
    return "\n\n".join((*parts, "</details>"))


def clean_line(line: str) -> str:
    """A line with its indentation, and a visible mark for what would not be seen."""
    inner = line.lstrip(" ")
    return line[: len(line) - len(inner)] + clean(inner).replace("\t", MARK)


def _clients(
    told: Difference, clients: Sequence[ClientChange], unusable: int, language: Language
) -> Iterator[str]:
    """A line for each client that changes, then how many do not."""
    same = 0
    for one in clients:
        if one.before == one.after:
            same += 1
            continue
        yield _say(
            language,
            "client",
            client=Filling(one.name),
            old=Filling(_possible(told.old, one.before, language)),
            new=Filling(_possible(told.new, one.after, language)),
        )
    if same or not clients:
        yield _say(language, "clients-same", count=same)
    if unusable:
        yield _say(language, "clients-unusable", count=unusable)


def _possible(policy: p.Policy, possible: Sequence[str], language: Language) -> str:
    """The verdict that is shown, and the others that are still possible."""
    titles = {row.verdict: row.title[language] for row in policy.verdicts}
    *others, shown = (titles[one] for one in possible)
    if not others:
        return shown
    listed = Filling(lang.listing(language, others, "or"))
    return _say(language, "possible", verdict=Filling(shown), others=listed)


def _say(language: Language, key: str, **values: str | int | Filling) -> str:
    return say(language, f"diff.{key}", **values)
