"""A line's tokens + how far they have been read → what comes next, or a diagnostic at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

from adieu.diagnostics import Diagnostics, Note, Place
from adieu.grammar.names import Names
from adieu.grammar.tokens import Token, tokens

MAX_LENGTH = 500

Node = TypeVar("Node")


class Wrong(Exception):
    """The line is wrong; its diagnostic has been collected."""


class Line:
    """A line that is read token by token; what is wrong is reported at the user's own words."""

    def __init__(
        self, text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
    ) -> None:
        self.text, self.place, self.names, self.where = text, place, names, where
        self.diagnostics = diagnostics
        self.tokens: list[Token] = []
        self.at = 0

    def read(self, rule: Callable[[Line], Node]) -> Node | None:
        """The whole line by one rule of the grammar."""
        try:
            self.tokens = self.tokenized()
            node = rule(self)
            if self.here.kind != "end":
                help = Note("help.one-condition")
                self.fail("condition-rest", self.here, help, text=self.here.text)
        except Wrong:
            return None
        return node

    def tokenized(self) -> list[Token]:
        """The tokens of the line, none of them strange."""
        if len(self.text) > MAX_LENGTH:
            self.fail("condition-too-long", limit=MAX_LENGTH)
        found = list(tokens(self.text))
        for token in found:
            if token.kind == "strange":
                self.fail("condition-character", token, text=token.text)
        return found

    @property
    def here(self) -> Token:
        """The token that comes next."""
        if self.at < len(self.tokens):
            return self.tokens[self.at]
        return Token("end", " ", len(self.text))

    def fail(
        self, code: str, token: Token | None = None, help: Note | None = None, **values: object
    ) -> NoReturn:
        """Report what is wrong at a token, or with the whole line."""
        start, width = (token.start, len(token.text)) if token else (0, len(self.text))
        where = self.place.part(self.text, start, width)
        self.diagnostics.error(code, where, help, **{"where": self.where, **values})
        raise Wrong

    def expected(self, what: str, help: Note | None = None) -> NoReturn:
        """Report what should have stood here."""
        if self.here.kind == "end":
            self.fail(f"expected-{what}-at-end", self.here, help)
        self.fail(f"expected-{what}", self.here, help, found=self.here.text)

    def ahead(self, skipped: int = 0) -> list[str]:
        """The texts of the tokens that are still to come, but for the first few."""
        return [one.text for one in self.tokens[self.at + skipped :]]

    def peek(self, *words: str) -> bool:
        """Whether these words come next."""
        return [one.text for one in self.tokens[self.at :][: len(words)]] == list(words)

    def take(self, *words: str) -> bool:
        """Read over these words where they come next."""
        if not self.peek(*words):
            return False
        self.at += len(words)
        return True

    def next(self, what: str) -> Token:
        """The next token, which must be a word."""
        if self.here.kind != "word":
            self.expected(what)
        self.at += 1
        return self.tokens[self.at - 1]

    def since(self, start: int) -> Token:
        """The user's own text from one token to here."""
        first, last = self.tokens[start], self.tokens[self.at - 1]
        return Token("", self.text[first.start : last.start + len(last.text)], first.start)
