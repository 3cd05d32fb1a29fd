"""Spark over eight partitions says what a single machine says."""

from __future__ import annotations

import os
import sys

import pytest
from conftest import AS_OF

import tipicidad

pyspark = pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")
PARTITIONS = 8


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    # The workers run the interpreter that has the package.
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def table(law, number):
    assumed = {fact.name for fact in law.facts() if fact.assumed is not None}
    flat = [case["counts"][0] for case in law.sample(number, seed=5)]
    names = sorted({name for row in flat for name in row} - assumed)
    columns = {name: [row.get(name) for row in flat] for name in names}
    return pa.table({**columns, "x.id": list(range(number))})


@pytest.mark.parametrize("options", [{}, {"match": True, "closed_world": True}, {"per": "charge"}], ids=["counts", "match", "charges"])
def test_eight_partitions_equal_the_local_result(law, spark, options):
    import tipicidad.spark

    local = table(law, 240)
    rows = local.to_pylist()
    from pyspark.sql.pandas.types import from_arrow_schema

    frame = spark.createDataFrame([tuple(row.values()) for row in rows], from_arrow_schema(local.schema)).repartition(PARTITIONS)
    assert frame.rdd.getNumPartitions() == PARTITIONS
    found = [row.asDict(recursive=True) for row in tipicidad.spark.classify(frame, as_of=AS_OF, **options).collect()]
    expected = law.classify(local, as_of=AS_OF, **options).drop_columns(["row"]).to_pylist()
    order = lambda row: (row["x.id"], row.get("offence", "")) if "x.id" in row else tuple(map(str, row.values()))  # noqa: E731
    assert sorted(found, key=order) == sorted(expected, key=order)
    assert len(found) >= 240 or options.get("per") == "charge"


def test_errors_reach_the_driver(law, spark):
    import tipicidad.spark

    frame = spark.createDataFrame([(7,), (-7,)], "`victim.age` int")
    answers = tipicidad.spark.classify(frame, as_of=AS_OF, on_error="null").collect()
    assert sorted(bool(row["error"]) for row in answers) == [False, True]
    with pytest.raises(Exception, match="victim.age"):
        tipicidad.spark.classify(frame, as_of=AS_OF).collect()
    with pytest.raises(tipicidad.TableError, match="victim.agee"):
        tipicidad.spark.classify(spark.createDataFrame([(7,)], "`victim.agee` int"), as_of=AS_OF)
    with pytest.raises(ValueError, match="no order"):
        tipicidad.spark.classify(frame, columns=["row"])
