"""The same statement in Spark's dialect, over Parquet: the answer where one machine is outgrown.

The session is the one that the usual settings describe (``spark-defaults.conf``, ``spark-submit``,
``SPARK_HOME``), a local one where nothing does.  Tables must be in the form of the layout, with
columns of types of their own: converting is what DuckDB is there for.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import Description
from adieu.clients.rows import RowReader
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.dialects import in_dialect
from adieu.portfolio.layout import CLIENT, CLIENTS, NAME, Column, Columns, Layout
from adieu.portfolio.parts import clear
from adieu.portfolio.sources.beside import kinds_beside, kinds_of_clients, misfits
from adieu.portfolio.sources.contradicting import contradicting
from adieu.portfolio.sources.databases import stating
from adieu.portfolio.sources.nouns import Asked, Found
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sources.tidy import tidy
from adieu.portfolio.sources.views import others
from adieu.portfolio.sql import trees as t
from adieu.portfolio.statement import statement

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
}
_PLAIN = {
    "boolean": "BOOLEAN", "tinyint": "TINYINT", "smallint": "SMALLINT", "int": "INTEGER",
    "bigint": "BIGINT", "float": "FLOAT", "double": "DOUBLE", "date": "DATE", "string": "VARCHAR",
    "timestamp_ntz": "TIMESTAMP", "timestamp": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip


class SparkMissing(Exception):
    """Spark cannot be started: ``reason`` is the code of what is said, ``problem`` what it says."""

    def __init__(self, reason: str, problem: str = "") -> None:
        super().__init__(reason)
        self.reason, self.problem = reason, problem


def session(memory: int | None = None) -> SparkSession:
    """The Spark session of the usual settings, so set up that every number is exact.

    Raises:
        SparkMissing: where Spark or Java is not there.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkMissing("spark-missing") from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise SparkMissing("java-missing", "java")
    builder: Any = SparkSession.builder.appName("adieu")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    if memory is not None:
        builder = builder.config("spark.driver.memory", f"{memory // 2**20}m")
    try:
        spark: SparkSession = builder.getOrCreate()
    except Exception as error:
        raise SparkMissing("java-missing", str(error).split("\n", 1)[0]) from None
    with suppress(Exception):  # a session of Spark Connect has no context of its own
        spark.sparkContext.setLogLevel("ERROR")
    for name, value in _SETTINGS.items():
        spark.conf.set(name, value)
    return spark


def read(
    spark: SparkSession, source: str, policy: p.Policy, asked: Asked, diagnostics: Diagnostics
) -> Layout | None:
    """The Parquet tables of a folder, as views in the session; nothing where they do not fit.

    Args:
        spark: The session.
        source: A folder with ``clients.parquet`` and the records' tables, each a file or a folder;
            an address that the session can read will do as well.
        policy: Whose vocabulary they are read by.
        asked: The review date, and the currency of plain amounts.
        diagnostics: Receives everything that is wrong.
    """
    found: dict[str, Columns] = {}
    for name in (CLIENTS, *policy.records):
        path = f"{source.rstrip('/')}/{name}.parquet"
        frame = _frame(spark, path)
        if frame is None:
            continue
        frame.createOrReplaceTempView(name)
        types = [(one, _type(kind)) for one, kind in frame.dtypes]
        columns = _checked(spark, name, path, types, policy, asked, diagnostics)
        if columns is not None:
            found[name] = columns
    if CLIENTS not in found:
        if not diagnostics.failed:
            place, help = Place(Source(source)), Note("help.spark-tables")
            diagnostics.error("spark-tables", place, help)
        return None
    return None if diagnostics.failed else Layout(found.pop(CLIENTS), found)


def without_contradictions(
    spark: SparkSession,
    policy: p.Policy,
    layout: Layout,
    as_of: date,
    source: str,
    diagnostics: Diagnostics,
) -> bool:
    """Name the clients whose answers contradict themselves, and go on without them.

    Returns:
        Whether there were any.
    """

    def ask(query: exp.Query) -> list[dict[str, Any]]:
        return [row.asDict() for row in spark.sql(in_dialect(query, "spark")).collect()]

    def keep(name: str, query: exp.Query) -> exp.Table:
        spark.sql(in_dialect(query, "spark")).cache().createOrReplaceTempView(f"`{name}`")
        return exp.to_table(name, quoted=True)

    place = Source(f"{source.rstrip('/')}/{CLIENTS}.parquet")
    wrong = contradicting(policy, layout, as_of, place, ask, keep, diagnostics)
    if wrong is not None:
        rest = others(exp.to_table(CLIENTS, quoted=True), wrong)
        spark.sql(in_dialect(rest, "spark")).createOrReplaceTempView(CLIENTS)
    return wrong is not None


def _frame(spark: SparkSession, path: str) -> Any:
    """The table at a path; nothing where there is none."""
    from pyspark.errors import AnalysisException

    if "://" not in path:
        return spark.read.parquet(str(Path(path).absolute())) if Path(path).exists() else None
    try:
        return spark.read.parquet(path)
    except AnalysisException as error:
        if "PATH_NOT_FOUND" in str(error.getCondition() or error):
            return None
        raise


def _type(spark: str) -> str:
    """Spark's name of a type as DuckDB has it."""
    return _PLAIN.get(spark, spark.upper())


def _checked(
    spark: SparkSession,
    name: str,
    path: str,
    types: Sequence[tuple[str, str]],
    policy: p.Policy,
    asked: Asked,
    diagnostics: Diagnostics,
) -> Columns | None:
    """The columns of a table that is tidy, with what was measured of them; else it is said."""
    place = Place(Source(path))
    said = Description(stating(asked.currency, place))
    header = [one for one, _ in types]
    wanted = RowReader(name, said, policy, asked.day, {}).types
    fields = {one: index for index, one in enumerate(header) if one in wanted}
    if CLIENT not in header:
        diagnostics.error("column-missing", place, None, name=CLIENT, file=name)
        return None
    fields[""] = header.index(CLIENT)
    kind = policy.records.get(name)
    required = [one.name for one in kind.given if one.required] if kind else []
    for field in required:
        if field not in fields:
            diagnostics.error("column-needed", place, None, name=field, section=name)
            return None
    kinds = kinds_of_clients(policy, with_dates=not asked.as_of) if name == CLIENTS else {}
    passed = tuple(one for one in kinds if one in header)
    found = Found(
        name, said, place.source, name, header, fields, list(types), typed=True, passed=passed
    )

    def one(query: exp.Select) -> Mapping[str, Any]:
        row: Any = spark.sql(query.sql("spark")).first()
        return dict(row.asDict())

    table = exp.to_table(name, quoted=True)
    fits = not any(misfits(found, kinds))
    looked = tidy(found, wanted, required, one, table) if fits else None
    if looked is None or (name == CLIENTS and _anybody_twice(one, table)):
        diagnostics.error("spark-untidy", place, Note("help.spark-untidy"))
        return None
    readings, measured = looked
    columns = {}
    plain = {CLIENT, NAME, *passed, *kinds_beside({one: wanted[one] for one in readings})}
    for column, type_ in types:
        if column in readings:
            whole, places = readings[column].digits(measured)
            columns[column] = Column(type_, readings[column].unit(measured), whole, places)
        elif column in plain:
            columns[column] = Column(type_)
    return columns


def _anybody_twice(one: Any, table: exp.Table) -> bool:
    low = call("lower", t.column(CLIENT))
    counts = {
        "rows": exp.Count(this=exp.Star()),
        "clients": exp.Count(this=exp.Distinct(expressions=[low])),
    }
    named = [t.aliased(piece, name) for name, piece in counts.items()]
    row = one(exp.select(*named).from_(table.copy()))
    return bool(row["rows"] != row["clients"])


def run(
    spark: SparkSession,
    policy: p.Policy,
    layout: Layout,
    as_of: date,
    facts: Sequence[str],
    out: str,
) -> None:
    """Write the rows to a folder of Parquet files; a local one takes its name when it is whole."""
    rows = spark.sql(in_dialect(statement(policy, layout, as_of, facts), "spark"))
    if "://" in out:
        rows.write.mode("overwrite").parquet(out)
        return
    target = Path(out)
    clear(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        rows.write.parquet(str(part.absolute()))
        if target.is_dir():
            shutil.rmtree(target)
        part.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
