"""A client's YAML file + the vocabulary → a case, or every diagnostic about it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.clients import fields as f
from adieu.clients.fields import Written
from adieu.diagnostics import (
    MANY,
    Diagnostics,
    Note,
    Place,
    Source,
    Unusable,
    did_you_mean,
    nearest,
)
from adieu.logic import Value
from adieu.quantities import Type, Unreadable, day
from adieu.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of, parse_yaml, read_source

_HEAD = ("client", "id", "as_of", "facts", "scores")


def read_client(
    path: Path, policy: p.Policy, as_of: date | None, today: date, diagnostics: Diagnostics
) -> Case | None:
    """The case that a client's file describes.

    Args:
        path: The file.
        policy: Whose vocabulary it is read by.
        as_of: The review date that beats the file's own, where given.
        today: The review date where neither says one.
        diagnostics: Receives everything that is wrong; nothing is returned then.
    """
    source = read_source(path, diagnostics)
    return None if source is None else read_text(source, policy, as_of, today, diagnostics)


def read_text(
    source: Source, policy: p.Policy, as_of: date | None, today: date, diagnostics: Diagnostics
) -> Case | None:
    """The case that the text of a client's file describes, before it is written or after."""
    own = Diagnostics(limit=MANY)
    case = None
    with suppress(Unusable):
        root = parse_yaml(source, own)
        if isinstance(root, Mapping):
            case = _Reader(Path(source.name), policy, as_of, today, own).read(root)
        elif root is not None:
            own.error(f"needs-keys-found-{kind_of(root)}", root.place, Note("help.client-file"))
    diagnostics.extend(own.in_order())
    return None if own.failed else case


def read_root(
    root: Mapping,
    path: Path,
    policy: p.Policy,
    as_of: date | None,
    today: date,
    diagnostics: Diagnostics,
) -> Case | None:
    """The case that the tree of a client's file describes; nothing where something is wrong."""
    own = Diagnostics(limit=MANY)
    case = None
    with suppress(Unusable):
        case = _Reader(path, policy, as_of, today, own).read(root)
    diagnostics.extend(own.in_order())
    return None if own.failed else case


class _Reader:
    """Reads one file; what is wrong is collected, never raised."""

    def __init__(
        self, path: Path, policy: p.Policy, as_of: date | None, today: date, found: Diagnostics
    ) -> None:
        self.path, self.policy, self.found = path, policy, found
        self.as_of, self.today = as_of, today

    def read(self, root: Mapping) -> Case | None:
        """The whole file."""
        for name, (key, _) in root.entries.items():
            if name not in _HEAD and name not in self.policy.records:
                help: Note | None = did_you_mean(name, (*_HEAD, *self.policy.records))
                if name in f.answerable(self.policy):
                    help = Note("help.under-facts")
                elif name in f.criteria(self.policy):
                    help = Note("help.under-scores")
                self.found.error("key-unknown", key.place, help, key=name)
        title = self.text(root, "client")
        unknown = root.entries.keys() - {*_HEAD, *self.policy.records}
        if "client" not in {*root.entries, *(nearest(one, _HEAD) for one in unknown)}:
            self.found.error("key-missing", root.place, Note("help.client-file"), key="client")
        client = self.client_id(root)
        stated = self.review_date(root)
        self.as_of = self.as_of or stated or self.today
        answers = self.answers(root.get("facts"), "facts", f.answerable(self.policy))
        answers |= self.answers(root.get("scores"), "scores", f.criteria(self.policy))
        sections = {
            kind.name: self.section(kind, node)
            for kind in self.policy.records.values()
            if (node := root.get(kind.name)) is not None
        }
        return Case(client, title or client, self.as_of, answers, sections, root.place)

    def text(self, root: Mapping, key: str) -> str | None:
        """A text at the top of the file."""
        node = root.get(key)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.found.error(f"needs-text-found-{kind_of(node)}", node.place)
            return None
        if not node.text.strip():
            self.found.error("text-empty", node.place)
            return None
        if len(node.text) > f.MAX_TEXT:
            too_long = Note("expected.shorter", {"limit": str(f.MAX_TEXT)})
            self.found.error("field-unreadable", node.place, too_long, name=key, text=node.text)
        return node.text

    def client_id(self, root: Mapping) -> str:
        """The id that is stated, else the file's name without its ending."""
        stated = self.text(root, "id")
        client = stated if stated is not None else self.path.stem
        if not f.ID.match(client) and (stated is not None or "id" not in root.entries):
            code = "client-id" if stated is not None else "client-id-of-file"
            place = root.entries["id"][1].place if stated is not None else root.place
            self.found.error(code, place, Note(f"help.{code}"), text=client)
        return client

    def review_date(self, root: Mapping) -> date | None:
        """The review date that the file states."""
        text = self.text(root, "as_of")
        if text is None:
            return None
        place = root.entries["as_of"][1].place
        try:
            stated = day(text)
        except Unreadable as error:
            self.found.error("field-unreadable", place, error.expected, name="as_of", text=text)
            return None
        effective = self.policy.effective_from
        if effective and stated < effective and self.as_of is None:
            self.found.error("as-of-too-early", place, as_of=stated, effective=effective)
        return stated

    def answers(
        self, node: Node | None, section: str, known: dict[str, p.Fact]
    ) -> dict[str, Answer]:
        """The answers under ``facts``, or the scores."""
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            help = Note(f"help.{section}")
            self.found.error(f"needs-keys-found-{kind_of(node)}", node.place, help)
            return {}
        answers: dict[str, Answer] = {}
        for name, (key, value) in node.entries.items():
            fact = known.get(name)
            if fact is None:
                f.unknown_fact(name, key.place, self.policy, section, self.found)
                continue
            said, reason = self.score(value) if section == "scores" else (value, None)
            read = self.value(said, fact.type, name)
            if isinstance(said, Scalar) and read is not None and said.text != f.UNKNOWN_WORD:
                answers[name] = Answer(read, said.text, said.place, reason)
        return answers

    def score(self, node: Node) -> tuple[Node, str | None]:
        """A score, with its reason where one is given."""
        if not isinstance(node, Mapping):
            return node, None
        for name, (key, _) in node.entries.items():
            if name not in ("score", "reason"):
                help = did_you_mean(name, ("score", "reason"))
                self.found.error("key-unknown", key.place, help, key=name)
        if "score" not in node.entries:
            self.found.error("key-missing", node.place, key="score")
            return Scalar(f.UNKNOWN_WORD, True, node.place), None
        return node.entries["score"][1], self.text(node, "reason")

    def value(self, node: Node, type_: Type, name: str) -> Value | None:
        """A value by its type."""
        if not isinstance(node, Scalar):
            self.found.error(f"needs-text-found-{kind_of(node)}", node.place)
            return None
        if not node.text.strip():
            self.found.error("field-blank", node.place, Note("help.blank"), name=name)
            return None
        try:
            return f.read_field(node.text, type_, self.as_of or self.today)
        except Unreadable as error:
            self.found.error(
                "field-unreadable", node.place, error.expected, name=name, text=node.text
            )
            return None

    def section(self, kind: p.RecordKind, node: Node) -> Section:
        """A list of records."""
        if not isinstance(node, Sequence):
            help = Note("help.empty-list")
            self.found.error(f"needs-list-found-{kind_of(node)}", node.place, help)
            return Section()
        records = [self.record(kind, index, item) for index, item in enumerate(node.items)]
        return Section(tuple(one for one in records if one is not None))

    def record(self, kind: p.RecordKind, index: int, node: Node) -> Record | None:
        """One record."""
        if not isinstance(node, Mapping):
            wanted = Note("help.record")
            self.found.error(f"needs-keys-found-{kind_of(node)}", node.place, wanted)
            return None
        written: dict[str, Written] = {}
        values: dict[str, Value] = {}
        for name, (key, value) in node.entries.items():
            field = kind.fields.get(name)
            if field is None:
                help = did_you_mean(name, [one.name for one in kind.given])
                self.found.error("field-unknown-record", key.place, help, name=name,
                                 section=kind.name)  # fmt: skip
                if meant := nearest(name, [one.name for one in kind.given]):
                    written.setdefault(meant, Written("", key.place))
                continue
            if field.when is not None:
                self.found.error("field-derived", key.place, name=name)
                continue
            written[name] = Written(value.text if isinstance(value, Scalar) else "", value.place)
            read = self.value(value, field.type, name)
            if read is not None:
                values[name] = read
        place: Place = node.place
        today = self.as_of or self.today
        return f.make_record(kind, index, written, values, place, today, self.found)
