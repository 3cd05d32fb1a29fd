"""Tables of Spark, judged where their partitions lie.

>>> import tipicidad.spark                                                                         # doctest: +SKIP
>>> answers = tipicidad.spark.classify(spark.read.parquet("counts"), as_of="2026-07-31")           # doctest: +SKIP

The package has to be installed on every worker. For a table that one machine reads in minutes, `Law.classify` is simpler and as
quick: it uses every core and need not hold the table in memory.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, Optional, Union

from . import _tables
from ._law import Law, _chosen, load

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["classify"]

# The place of a row in its table: a table of Spark has no order.
PLACE = "row"


def classify(
    df: DataFrame,
    *,
    law: Optional[Law] = None,
    as_of: Optional[Union[str, datetime.date]] = None,
    readings: Optional[Mapping[str, str]] = None,
    closed_world: bool = False,
    columns: Optional[Sequence[str]] = None,
    keep: Sequence[str] = (),
    match: bool = False,
    per: Literal["count", "charge"] = "count",
    by_case: bool = False,
    on_error: Literal["raise", "null"] = "raise",
) -> DataFrame:
    """Judges a DataFrame of Spark, one row a count, through `mapInArrow`.

    The arguments are those of `Law.classify`, and the answers are the same, but for the column `row`: a table of Spark has no
    order, so carry a column of your own along (`x.id`, or `keep`). With `by_case`, the rows of a case have to follow one another
    in one partition: `df.repartition("case").sortWithinPartitions("case")`. Without `as_of`, it is the day on which this is
    called, for all partitions.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    judge = load() if law is None else law
    if columns is not None and PLACE in columns:
        raise ValueError("a table of Spark has no order, so its answers have no column 'row': carry a column of your own along")
    if on_error not in ("raise", "null"):
        raise ValueError(f"on_error cannot be {on_error!r} in Spark: it is 'raise' or 'null'")
    options = _tables.check(
        as_of=datetime.date.today() if as_of is None else as_of, readings=_chosen(readings), closed_world=closed_world,
        columns=columns, keep=keep, match=match, per=per, by_case=by_case, on_error=on_error, threads=1,
    )  # fmt: skip
    asked = to_arrow_schema(df.schema)
    answers = _tables.output_schema(judge._native, asked, options)
    if columns is None:
        carried = {name for name in asked.names if name in keep or name.startswith("x.")}
        options["columns"] = [name for name in answers.names if name != PLACE and name not in carried]
        answers = _tables.output_schema(judge._native, asked, options)

    names = asked.names

    def judged(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return _partition(judge, options, (batch.rename_columns(names) for batch in batches))

    # To Spark a dot in a name is a field of a column, and `mapInArrow` asks for columns by their names.
    plain = df.toDF(*(f"column_{place}" for place, _ in enumerate(names)))
    return plain.mapInArrow(judged, from_arrow_schema(answers))


def _partition(
    law: Law, options: dict[str, Any], batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    first = next(batches, None)
    if first is not None:
        reader = pyarrow.RecordBatchReader.from_batches(first.schema, chain([first], batches))
        yield from _tables.batches(law._native, reader, options, False)
