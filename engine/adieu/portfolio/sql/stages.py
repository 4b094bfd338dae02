"""Named pieces of SQL, each resting on others → a chain of queries that computes each once."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from adieu.portfolio.sql.trees import Sql, aliased, column, constant


class Stages:
    """Names for pieces over one source; a name can be used by whatever is named after it."""

    def __init__(self, name: str, source: exp.Select) -> None:
        """Begin with the columns of a query."""
        self.name, self.source = name, source
        self.levels: list[dict[str, Sql]] = []
        self._level = {one.casefold(): 0 for one in source.named_selects}
        self._comments: dict[str, str] = {}
        self._made: dict[Sql, str] = {}

    def let(self, name: str, piece: Sql, comment: str = "", always: bool = False) -> Sql:
        """The column that holds a piece; what is a column or a constant already stays it."""
        if constant(piece) and not always:
            return piece
        if not always and (known := self._made.get(piece)):
            return column(known)
        columns = piece.find_all(exp.Column)
        level = max((self._level.get(one.name.casefold(), 0) for one in columns), default=0)
        free, number = name, 2
        while free.casefold() in self._level:
            free, number = f"{name} {number}", number + 1
        while len(self.levels) <= level:
            self.levels.append({})
        self.levels[level][free] = piece
        self._level[free.casefold()] = level + 1
        self._comments[free] = comment
        self._made.setdefault(piece, free)
        return column(free)

    def add(self, piece: Sql) -> Sql:
        """A column of the source, under the alias that it has there."""
        self.source.select(piece, copy=False)
        self._level[piece.alias_or_name.casefold()] = 0
        return column(piece.alias_or_name)

    def read(self, name: str, piece: Sql) -> Sql:
        """A column of the source, read there once."""
        if name in self.source.named_selects:
            return column(name)
        return self.add(aliased(piece, name))

    @property
    def last(self) -> str:
        """The name of the query that has every column, as many as there are by now."""
        return self._named(len(self.levels))

    def _named(self, level: int) -> str:
        return self.name if not level else f"{self.name} {level + 1}"

    def queries(self, wanted: Iterable[str] | None = None) -> list[tuple[str, exp.Select]]:
        """The queries by name, each reading the one before it; the last has every column.

        Args:
            wanted: The only columns that are read of the last; what has a remark is kept as well.
        """
        kept = None if wanted is None else self._needed(set(wanted))
        found = [(self.name, self.source)]
        for number, level in enumerate(self.levels, 1):
            query = exp.select("*").from_(exp.to_table(found[-1][0], quoted=True))
            for name, piece in level.items():
                if kept is None or name in kept:
                    query.select(aliased(piece, name, self._comments[name]), copy=False)
            found.append((self._named(number), query))
        return found

    def _needed(self, wanted: set[str]) -> set[str]:
        """The pieces that these rest on, and those with a remark, with all that they rest on."""
        for level in reversed(self.levels):
            for name, piece in level.items():
                if name in wanted or self._comments[name]:
                    wanted.add(name)
                    wanted.update(one.name for one in piece.find_all(exp.Column))
        return wanted
