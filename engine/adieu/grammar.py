"""One line of a condition + the names it may use → a typed condition, or diagnostics with a caret.

::

    condition  = operand relation
    relation   = ("is at least" | ">=" | "is more than" | ">" | "is at most" | "<=" | "is less than"
               | "<" | "is after" | "is before" | "is not" | "!=" | "is" | "=") operand
               | "is" ["not"] "one of" (name | "[" word {"," word} "]")
               | "is" ["not"] ("unknown" | "open")
               | "is" ["not"] "within" name "on" name
    operand    = term {("+" | "-") term}
    term       = factor {("*" | "/") factor}
    factor     = "(" operand ")" | earlier | findings | constant | name
    earlier    = "earlier" section {"or" section} "about" (matter | "its kind")
                 ["with" field yes-or-no {"and" field yes-or-no}]
    findings   = "findings with" filter {"and" filter}
    filter     = ("grade" | "theme" | "rule") word | "repair_tried"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from msgspec import Struct, field

from adieu import expression as ex
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.logic import FALSE, TRUE, exactly, word
from adieu.quantities import Type, Unreadable, day, duration, money, number, share, spell

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<quantity>\d{4}-\d{2}-\d{2} | [A-Z]{3}\s\d[\d.]* | \d[\d.]*\s?%
                 | \d+\s+(?:day|week|month|year)s?\b | \d[\d.]*(?![\w-]) )
    | (?P<word>[^\W\d]\w*(?:[-.]\w+)*)
    | (?P<sign><=|>=|!=|≤|≥|≠|[<>=+−×÷*/()\[\],-])
    )""",
    re.VERBOSE,
)
_RELATIONS: tuple[tuple[tuple[str, ...], ex.Relation], ...] = (
    (("is", "at", "least"), ">="),
    (("is", "more", "than"), ">"),
    (("is", "at", "most"), "<="),
    (("is", "less", "than"), "<"),
    (("is", "after"), ">"),
    (("is", "before"), "<"),
    (("is", "not"), "!="),
    (("is",), "="),
)
_SYMBOLS: Mapping[str, ex.Relation] = {
    ">=": ">=", "≥": ">=", ">": ">", "<=": "<=", "≤": "<=", "<": "<", "=": "=", "!=": "!=", "≠": "!=",
}  # fmt: skip
_SIGNS: Mapping[str, ex.Sign] = {
    "+": "+",
    "-": "-",
    "−": "-",
    "*": "*",
    "×": "*",
    "/": "/",
    "÷": "/",
}
_COMPARISONS = ", ".join(f"`{' '.join(words)}`" for words, _ in _RELATIONS)
_MISTAKEN = frozenset(
    ["above", "at", "below", "between", "bigger", "equal", "equals", "exactly", "fewer", "greater",
     "higher", "larger", "less", "lower", "maximum", "minimum", "more", "over", "smaller", "under"]
)  # fmt: skip
"""Words that people write after ``is`` where the language has another word."""
_WRITE = {one: f"write-{one}" for one in ("share", "number", "money", "date")}
"""What is written beside a name of each type."""
_ORDERED = frozenset({"number", "share", "money", "date", "moment"})
_SETTINGS = frozenset({"duration", "hours", "weekdays", "words"})
"""What only the policy sets: it is used in conditions, not compared."""
MAX_LENGTH = 500


class Names(Struct, frozen=True):
    """The names that a condition may use where it stands, and what else it may count.

    ``fields`` are those of the record at hand; ``sections`` maps the sections that can be asked for
    earlier records to their yes/no fields; ``matters`` are what those can be about; ``grades``,
    ``themes`` and ``rules`` are what findings can be counted by (empty where they cannot).
    ``elsewhere`` are names that mean something, but not here; ``reported`` those whose declaration is
    wrong, of which nothing more is said.
    """

    parameters: Mapping[str, Type]
    facts: Mapping[str, Type] = field(default_factory=dict)
    fields: Mapping[str, Type] = field(default_factory=dict)
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    matters: frozenset[str] = frozenset()
    grades: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        """Every name there is."""
        return frozenset(self.parameters) | frozenset(self.facts) | frozenset(self.fields)


Node = TypeVar("Node")


class _Wrong(Exception):
    """The line is wrong; its diagnostic has been collected."""


class _Token(Struct, frozen=True):
    kind: str
    text: str
    start: int


def parse_condition(
    text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
) -> ex.Condition | None:
    """The condition that a line says, or nothing and the diagnostics that say why.

    ``where`` says whose condition it is, for messages: a rule, a fact.
    """
    parser = _Parser(text, place, names, where, diagnostics)
    return parser.parse(parser.condition)


def parse_operand(
    text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
) -> ex.Operand | None:
    """The operand that a line says, or nothing and the diagnostics that say why."""
    parser = _Parser(text, place, names, where, diagnostics)
    return parser.parse(parser.operand)


class _Parser:
    """Recursive descent over the tokens of one line; every method's docstring is its grammar."""

    def __init__(
        self, text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
    ) -> None:
        self.text, self.place, self.names, self.where = text, place, names, where
        self.diagnostics = diagnostics
        self.tokens: list[_Token] = []
        self.at = 0

    def parse(self, rule: Callable[[], Node]) -> Node | None:
        """The whole line by one rule of the grammar."""
        try:
            self.tokens = self.tokenize()
            node = rule()
            if self.at < len(self.tokens):
                rest = self.tokens[self.at]
                self.fail("condition-rest", rest, Note("help.one-condition"), text=rest.text)
        except _Wrong:
            return None
        return node

    def tokenize(self) -> list[_Token]:
        """The tokens of the line, to its end."""
        if len(self.text) > MAX_LENGTH:
            self.fail("condition-too-long", limit=MAX_LENGTH)
        tokens, position = [], 0
        while self.text[position:].strip():
            match = _TOKEN.match(self.text, position)
            if not match:
                start = position + len(self.text[position:]) - len(self.text[position:].lstrip())
                found = re.match(r"[\w.%-]+|.", self.text[start:])
                text = found[0] if found else ""
                self.fail("condition-character", _Token("", text, start), text=text)
            kind = str(match.lastgroup)
            tokens.append(_Token(kind, match[kind], match.start(kind)))
            position = match.end()
        return tokens

    def fail(
        self, code: str, token: _Token | None = None, help: Note | None = None, **values: object
    ) -> NoReturn:
        """Report what is wrong at a token, or with the whole line."""
        start, width = (token.start, len(token.text)) if token else (0, len(self.text))
        where = self.place.part(self.text, start, width)
        self.diagnostics.error(code, where, help, **{"where": self.where, **values})
        raise _Wrong

    def expected(self, what: str, help: Note | None = None) -> NoReturn:
        """Report what should have stood here."""
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.fail(f"expected-{what}", token, help, found=token.text)
        end = _Token("", " ", len(self.text))
        self.fail(f"expected-{what}-at-end", end, help)

    def peek(self, *words: str) -> bool:
        """Whether these words come next."""
        ahead = self.tokens[self.at : self.at + len(words)]
        return [one.text for one in ahead] == list(words)

    def take(self, *words: str) -> bool:
        """Read over these words where they come next."""
        if not self.peek(*words):
            return False
        self.at += len(words)
        return True

    def next(self, what: str) -> _Token:
        """The next token, which must be a word."""
        if self.at >= len(self.tokens) or self.tokens[self.at].kind != "word":
            self.expected(what)
        self.at += 1
        return self.tokens[self.at - 1]

    def condition(self) -> ex.Condition:
        """Operand relation"""
        start = self.at
        left = self.operand()
        subject = _Token("", self.slice(start, self.at), self.tokens[start].start)
        negated = self.peek("is", "not")
        after = self.at + (2 if negated else 1)
        ahead = [one.text for one in self.tokens[after : after + 2]] if self.peek("is") else []
        if ahead == ["one", "of"]:
            self.at = after + 2
            return self.one_of(left, subject, negated)
        if ahead[:1] == ["unknown"]:
            self.at = after + 1
            return ex.IsUnknown(left, negated)
        if ahead[:1] == ["open"] and "open" not in left.type.choices:
            self.at = after + 1
            if not (isinstance(left, ex.Field) and left.type.open):
                self.fail("not-open-date", subject, name=subject.text)
            return ex.IsOpen(left, negated)
        if ahead[:1] == ["within"]:
            self.at = after + 1
            return self.within(left, subject, negated)
        return self.comparison(left, subject)

    def slice(self, start: int, end: int) -> str:
        """The user's own text from one token to before another."""
        last = self.tokens[end - 1]
        return self.text[self.tokens[start].start : last.start + len(last.text)]

    def comparison(self, left: ex.Operand, subject: _Token) -> ex.Condition:
        """Relation operand"""
        if left.type.name == "text":
            self.fail("text-compared", subject, name=subject.text)
        relation = self.relation()
        start = self.at
        right = self.operand(left.type)
        self.comparable(left.type, relation, right.type, subject, start)
        if isinstance(right, ex.Constant) and left.type.is_quantity:
            self.in_reach(left, right, subject, start)
        return ex.Compare(left, relation, right)

    def relation(self) -> ex.Relation:
        """Is at least | is more than | is at most | … and their symbols"""
        help = Note("help.relations", {"words": _COMPARISONS})
        for words, relation in _RELATIONS:
            if self.peek(*words):
                ahead = [one.text for one in self.tokens[self.at + len(words) :]]
                self.at += len(words)
                if len(ahead) > 1 and ahead[0] in _MISTAKEN - self.names.known:
                    self.expected("relation", help)
                return relation
        symbol = self.tokens[self.at].text if self.at < len(self.tokens) else ""
        if symbol not in _SYMBOLS:
            self.expected("relation", help)
        self.at += 1
        return _SYMBOLS[symbol]

    def comparable(
        self, left: Type, relation: str, right: Type, subject: _Token, start: int
    ) -> None:
        """Refuse to compare what is of another type or unit."""
        token = _Token("", self.slice(start, self.at), self.tokens[start].start)
        if left.name in _SETTINGS:
            self.fail("setting-compared", subject, name=subject.text, type=type_note(left))
        if not fits(right, left):
            pair = {_dimension(left), _dimension(right)}
            key = _WRITE.get(left.name) if self.tokens[start].kind == "quantity" else None
            code = "wrong-unit" if pair == {"number", "share"} else "wrong-type"
            self.fail(
                code,
                token,
                Note(f"help.{key}") if key else None,
                name=subject.text,
                type=type_note(left),
                other=token.text,
                other_type=type_note(right),
            )
        if relation not in ("=", "!=") and left.name not in _ORDERED:
            self.fail(
                "not-ordered",
                subject,
                Note("help.write-is"),
                name=subject.text,
                type=type_note(left),
            )
        units = {left.unit, right.unit} - {"", "ratio"}
        if len(units) > 1:
            self.fail(
                "wrong-unit",
                token,
                name=subject.text,
                type=type_note(left),
                other=token.text,
                other_type=type_note(right),
            )

    def in_reach(self, left: ex.Operand, right: ex.Constant, subject: _Token, start: int) -> None:
        """Refuse to compare with a constant outside the range of the fact."""
        value = right.value
        bound = getattr(value, "low", None)
        if bound is not None and not left.type.low <= bound <= left.type.high:
            token = _Token("", self.slice(start, self.at), self.tokens[start].start)
            self.fail(
                "constant-out-of-range",
                token,
                name=subject.text,
                text=token.text,
                low=spell(left.type.low, left.type),
                high=spell(left.type.high, left.type),
            )

    def one_of(self, left: ex.Operand, subject: _Token, negated: bool) -> ex.Condition:
        """[word, …] or the name of a parameter that is a list of words"""
        if left.type.name not in ("choice", "word"):
            self.fail("not-a-word", subject, name=subject.text, type=type_note(left.type))
        if self.take("["):
            words = [self.choice(left.type)]
            while self.take(","):
                words.append(self.choice(left.type))
            if not self.take("]"):
                self.expected("closing-bracket")
            return ex.OneOf(left, frozenset(words), negated)
        return ex.OneOf(left, self.parameter("words"), negated)

    def choice(self, type_: Type) -> str:
        """One of the words that a choice allows"""
        token = self.next("word")
        if type_.name == "choice" and token.text not in type_.choices:
            help = did_you_mean(token.text, type_.choices)
            self.fail("choice-unknown", token, help, text=token.text)
        return token.text

    def within(self, left: ex.Operand, subject: _Token, negated: bool) -> ex.Condition:
        """Name "on" name"""
        if not isinstance(left, ex.Field) or left.type.name != "moment":
            self.fail("not-a-moment", subject, name=subject.text, type=type_note(left.type))
        hours = self.parameter("hours")
        if not self.take("on"):
            self.expected("on")
        return ex.Within(left, hours, self.parameter("weekdays"), negated)

    def parameter(self, type_name: str) -> ex.Parameter:
        """The name of a parameter of this type"""
        token = self.next("parameter")
        type_ = self.names.parameters.get(token.text)
        if token.text in self.names.reported:
            raise _Wrong
        if type_ is None or type_.name != type_name:
            fitting = [name for name, one in self.names.parameters.items() if one.name == type_name]
            self.fail(
                "parameter-unknown",
                token,
                did_you_mean(token.text, fitting),
                name=token.text,
                type=Note(f"type.{type_name}"),
            )
        return ex.Parameter(token.text, type_)

    def operand(self, beside: Type | None = None) -> ex.Operand:
        """Term {("+" | "-") term}"""
        return self.chain(("+", "-", "−"), lambda: self.term(beside))

    def term(self, beside: Type | None) -> ex.Operand:
        """Factor {("*" | "/") factor}"""
        return self.chain(("*", "×", "/", "÷"), lambda: self.factor(beside))

    def chain(self, signs: tuple[str, ...], part: Callable[[], ex.Operand]) -> ex.Operand:
        """Part {sign part}"""
        start = self.at
        left = part()
        while self.at < len(self.tokens) and self.tokens[self.at].text in signs:
            sign = _SIGNS[self.tokens[self.at].text]
            self.at += 1
            right = part()
            type_ = _result(sign, left.type, right.type)
            if type_ is None:
                token = _Token("", self.slice(start, self.at), self.tokens[start].start)
                self.fail(
                    "arithmetic",
                    token,
                    text=token.text,
                    left=type_note(left.type),
                    right=type_note(right.type),
                )
            left = ex.Arithmetic(sign, left, right, type_)
        return left

    def factor(self, beside: Type | None) -> ex.Operand:
        """ "(" operand ")" | earlier | findings | constant | name"""
        if self.take("("):
            inner = self.operand(beside)
            if not self.take(")"):
                self.expected("closing-bracket")
            return inner
        if self.peek("earlier") and "earlier" not in self.names.known:
            if not (self.names.sections and self.names.fields):
                self.fail("earlier-not-here", self.tokens[self.at])
            self.at += 1
            return self.earlier()
        if self.peek("findings", "with"):
            if not self.names.grades:
                self.fail("findings-not-here", self.tokens[self.at])
            self.at += 2
            return self.findings()
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "quantity":
            self.at += 1
            return self.constant(self.tokens[self.at - 1])
        if self.peek("is"):
            self.expected("operand")
        return self.name(self.next("operand"), beside)

    def constant(self, token: _Token) -> ex.Operand:
        """A number, share, amount, date or duration"""
        text = token.text
        try:
            if text[0].isalpha():
                return ex.Constant(exactly(*money(text)), Type("money"))
            if text.endswith("%"):
                return ex.Constant(exactly(share(text)), Type("share"))
            if text[-1].isalpha():
                return ex.Constant(duration(text), Type("duration"))
            if text.count("-") == 2:
                return ex.Constant(exactly(day(text).toordinal()), Type("date"))
            return ex.Constant(exactly(number(text)), Type("number"))
        except Unreadable as error:
            self.fail("constant-unreadable", token, error.expected, text=text)

    def name(self, token: _Token, beside: Type | None) -> ex.Operand:
        """A fact, field or parameter; beside a choice one of its words, beside yes/no an answer"""
        text = token.text
        if (
            beside is not None
            and beside.name == "yes-no"
            and text in ("yes", "no", "true", "false")
        ):
            return ex.Constant(TRUE if text in ("yes", "true") else FALSE, Type("yes-no"))
        if beside is not None and beside.name == "choice" and text in beside.choices:
            return ex.Constant(word(text), beside)
        if text == "as_of":
            return ex.AsOf()
        if text in self.names.fields:
            return ex.Field(text, self.names.fields[text])
        if text in self.names.facts:
            return ex.Fact(text, self.names.facts[text])
        if text in self.names.parameters:
            return ex.Parameter(text, self.names.parameters[text])
        if beside is not None and beside.name == "word":
            return ex.Constant(word(text), beside)
        if beside is not None and beside.name == "choice":
            self.fail("choice-unknown", token, did_you_mean(text, beside.choices), text=text)
        if text in self.names.reported:
            raise _Wrong
        if beside is not None and beside.name == "yes-no":
            self.fail("answer-unknown", token, Note("help.yes-or-no"), text=text)
        if text in self.names.elsewhere:
            scope = "help.only-fields" if self.names.fields else "help.only-facts"
            self.fail("name-not-here", token, Note(scope), name=text)
        code = "field-unknown" if self.names.fields else "fact-unknown"
        self.fail(code, token, did_you_mean(text, self.names.known), name=text)

    def earlier(self) -> ex.Operand:
        """Section {"or" section} "about" (matter | "its kind") ["with" field answer {…}]"""
        sections = [self.section()]
        while self.take("or"):
            sections.append(self.section())
        if not self.take("about"):
            self.expected("about")
        if self.take("its", "kind"):
            if self.names.fields.get("kind", Type("text")).name != "choice":
                self.fail("no-kind")
            about = None
        else:
            token = self.next("matter")
            if token.text not in self.names.matters:
                help = did_you_mean(token.text, self.names.matters)
                self.fail("matter-unknown", token, help, name=token.text)
            about = token.text
        having: list[tuple[str, bool]] = []
        if self.take("with"):
            having.append(self.having(sections))
            while self.take("and"):
                having.append(self.having(sections))
        return ex.Earlier(tuple(sections), about, tuple(having))

    def section(self) -> str:
        """A section whose records are about a matter"""
        token = self.next("section")
        if token.text not in self.names.sections:
            help = did_you_mean(token.text, self.names.sections)
            self.fail("section-unknown", token, help, name=token.text)
        return token.text

    def having(self, sections: list[str]) -> tuple[str, bool]:
        """Field yes-or-no"""
        token = self.next("field")
        fields = frozenset.intersection(*(self.names.sections[one] for one in sections))
        if token.text not in fields:
            self.fail("field-unknown", token, did_you_mean(token.text, fields), name=token.text)
        answer = self.next("answer")
        if answer.text not in ("yes", "no"):
            self.fail("answer-unknown", answer, Note("help.yes-or-no"), text=answer.text)
        return token.text, answer.text == "yes"

    def findings(self) -> ex.Operand:
        """Filter {"and" filter}"""
        filters: dict[str, str] = {}
        tried = False
        while True:
            token = self.next("filter")
            if token.text == "repair_tried":
                tried = True
            elif token.text in ("grade", "theme", "rule") and token.text not in filters:
                filters[token.text] = self.filter_value(token.text)
            else:
                help = did_you_mean(token.text, ("grade", "theme", "rule", "repair_tried"))
                self.fail("filter-unknown", token, help, name=token.text)
            if not self.take("and"):
                return ex.Findings(
                    filters.get("grade"), filters.get("theme"), filters.get("rule"), tried
                )

    def filter_value(self, filter: str) -> str:
        """A grade, a theme or the id of a rule"""
        token = self.next("word")
        known = {
            "grade": frozenset(self.names.grades),
            "theme": self.names.themes,
            "rule": self.names.rules,
        }[filter]
        if token.text not in known:
            self.fail(f"{filter}-unknown", token, did_you_mean(token.text, known), name=token.text)
        return token.text


def _dimension(type_: Type) -> str:
    """What a type can be compared with: its own dimension."""
    if type_.name == "number" and type_.unit == "ratio":
        return "ratio"
    return {"moment": "date", "word": "choice"}.get(type_.name, type_.name)


def fits(operand: Type, stated: Type) -> bool:
    """Whether a calculation yields what it is said to be; a ratio is a share or a plain number."""
    pair = {_dimension(operand), _dimension(stated)}
    return len(pair) == 1 or pair in ({"number", "ratio"}, {"share", "ratio"})


def type_note(type_: Type) -> Note:
    """A type in words, with its unit."""
    if type_.unit == "ratio":
        return Note("type.ratio")
    return Note(f"type.in-{type_.unit}" if type_.unit else f"type.{type_.name}")


_RATIO = Type("number", unit="ratio")


def _result(sign: ex.Sign, left: Type, right: Type) -> Type | None:
    """The type of a calculation, or nothing where it has no meaning."""
    kinds = (left.name, right.name)
    if left.open or right.open:
        return None
    if sign in "+-":
        if left.name == "date" and right.name in ("duration", "number"):
            return Type("date")
        if kinds == ("date", "date") and sign == "-":
            return Type("number", unit="days")
        same = left.name == right.name and left.is_quantity
        return Type(left.name, unit=left.unit if left.unit == right.unit else "") if same else None
    if not (left.is_quantity and right.is_quantity):
        return None
    if sign == "*":
        if "money" in kinds:
            return Type("money") if kinds != ("money", "money") else None
        if kinds == ("share", "share") or ("share" in kinds and (left.unit or right.unit) == ""):
            return _RATIO
        return Type("number", unit=left.unit or right.unit)
    if right.name == "money":
        return _RATIO if left.name == "money" else None
    if left.name == "money":
        return Type("money")
    return _RATIO
