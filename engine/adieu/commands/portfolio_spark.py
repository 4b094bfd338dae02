"""A portfolio on Spark: the rows of the same statement, from Parquet to Parquet."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from adieu import policy as p
from adieu.commands import terminal as t
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable
from adieu.portfolio.sources import Asked
from adieu.portfolio.sources.connect import memory_bytes
from adieu.portfolio.spark import SparkMissing, read, run, session, without_contradictions

if TYPE_CHECKING:
    from adieu.commands.portfolio import Request


def on_spark(request: Request, policy: p.Policy) -> int:
    """Write the rows; returns the exit status."""
    found = Diagnostics()
    if request.out is None or request.out.suffix != ".parquet":
        help = Note("help.spark-out")
        found.error("spark-formats", Place(Source("--out")), help)
    for option, given in (("--report", request.report), ("--skip-bad-rows", request.skip_bad_rows)):
        if given:
            found.error("spark-options", Place(Source(option)), None, option=option)
    t.print_diagnostics(found, request.language)
    if found.failed or request.out is None:
        return t.UNUSABLE
    try:
        memory = memory_bytes(request.memory) if request.memory else None
        spark = session(memory)
        asked = Asked(request.as_of, date.today(), False, request.currency)
        layout = read(spark, request.source, policy, asked, found)
        t.print_diagnostics(found, request.language)
        if layout is None:
            return t.UNUSABLE
        wrong = Diagnostics()
        source, day = request.source, asked.day
        incomplete = without_contradictions(spark, policy, layout, day, source, wrong)
        t.print_diagnostics(wrong, request.language)
        run(spark, policy, layout, asked.day, request.facts, str(request.out))
    except SparkMissing as error:
        remedy = Note("help.spark") if error.reason == "spark-missing" else None
        found = Diagnostics()
        found.error(error.reason, Place(Source("--engine")), remedy, problem=error.problem)
        t.print_diagnostics(found, request.language)
        return t.UNUSABLE
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
        return t.UNUSABLE
    except OSError as error:
        reason = error.strerror or error
        t.print_error(request.language, "out-unwritable", str(request.out), reason=reason)
        return t.UNUSABLE
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):
            raise
        problem = str(error).strip().split("\n", 1)[0]
        t.print_error(request.language, "spark-failed", request.source, problem=problem)
        return t.UNUSABLE
    print(t.say(request.language, "written", file=str(request.out)), file=sys.stderr)
    return t.UNUSABLE if incomplete else t.DONE
