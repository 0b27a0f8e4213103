"""What one would write in Spark SQL: cells, keys, references and rules of the tables that grow.

They are scores, averages, ranks and placements; nothing is asked of the others, and no hash or line
number is told. Prints how many rows break each check, and how many jobs it took.
"""

# ruff: noqa: S608 (nothing in a query comes from outside)
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from ocdataset.reference.compositions import compositions_of

CSV = {"header": True, "mode": "FAILFAST", "escape": '"'}
TABLES = ("scores", "averages", "ranks", "placements", "composition", "countries", "sources", "editions")
TABLES += ("regions", "repairs")
WHOLE = {"edition", "rank", "out_of", "countries", "position"}
GROWING = {
    "scores": "edition, country, measure",
    "averages": "edition, country, measure",
    "ranks": "edition, country, measure, scope",
    "placements": "edition, country",
}
REFERENCES = (
    *((table, "composition", "edition, measure") for table in ("scores", "averages", "ranks")),
    *((table, "countries", "country") for table in GROWING),
    *((table, "sources", "source_id") for table in GROWING),
    ("placements", "editions", "edition"),
)

_NAME = "'^[a-z][a-z0-9_]*$'"
_PLACE = "([0-9]+:[0-9]+|p[0-9]+:-?[0-9]+,-?[0-9]+,-?[0-9]+,-?[0-9]+)"
_EVERY = f"""edition is null or edition < 2021 or country is null or not country rlike '^[A-Z]{{3}}$'
    or source_id is null or as_printed is not null and locator is null
    or not locator rlike '^(.+![A-Z]+[0-9]+|{_PLACE}( {_PLACE})*)$'"""
_VALUED = f"""{_EVERY} or measure is null or not measure rlike {_NAME}
    or method is null or not method rlike {_NAME}
    or raw_value is not null and hundredths is null
    or coalesce(status not in ('printed', 'aligned', 'derived', 'unresolved', 'not_in_edition'), true)
    or not candidates rlike '^[0-9]+\\\\.[0-9]{{2}}( [0-9]+\\\\.[0-9]{{2}})*$'
    or candidates is not null and status <> 'unresolved'
    or (status in ('unresolved', 'not_in_edition')) <> (hundredths is null)
    or status in ('printed', 'aligned') and as_printed is null"""
CELLS = {
    "scores": f"{_VALUED} or hundredths % 50 <> 0 or hundredths not between 100 and 1000",
    "averages": f"{_VALUED} or hundredths not between 100 and 1000",
    "ranks": f"""{_EVERY} or method is null or not method rlike {_NAME}
        or coalesce(measure not in ('criminality', 'resilience'), true)
        or coalesce(scope not in ('world', 'continent', 'region'), true)
        or rank is null or rank < 1 or out_of is null or out_of not between 1 and 193 or rank > out_of
        or coalesce(status not in ('printed', 'derived'), true)
        or status = 'derived' and as_printed is not null or status = 'printed' and as_printed is null""",
    "placements": f"""{_EVERY} or continent is null or not continent rlike {_NAME}
        or region is null or not region rlike {_NAME}""",
}
EXACT = """select s.edition, country, parent, sum(hundredths * weight) as total, divisor
    from scores s join weights w on w.tree = s.edition and w.measure = s.measure
    where hundredths is not null
    group by s.edition, country, parent, divisor having count(*) = first(leaves)"""
PRINTED = """regexp_replace(as_printed, '[.]0+$', '') = cast(hundredths / 100.0 as string)
    or cast(try_cast(as_printed as decimal(20, 12)) * 100 as decimal(20, 10)) = hundredths
    or length(as_printed) > 5 and floor(try_cast(as_printed as decimal(20, 12)) * 100 + 0.5) = hundredths"""
RULES = (
    # a sheet has every indicator of its edition
    """select edition, country from (select edition, country, count(distinct measure) as found
        from scores group by edition, country) join (select edition as tree, count(*) as leaves
        from leaves group by edition) on tree = edition where found <> leaves""",
    "select * from scores anti join leaves using (edition, measure)",
    # an average is the mean of its children
    """select * from averages a join exact e
        on a.edition = e.edition and a.country = e.country and a.measure = e.parent
        where (2 * total + divisor) div (2 * divisor) <> hundredths""",
    # an out-of is the size of its scope
    """select * from ranks r join editions e on r.edition = e.edition
        where scope = 'world' and out_of <> countries""",
    """select * from ranks r join placements p on r.edition = p.edition and r.country = p.country
        join regions g on p.continent = g.region
        where scope = 'continent' and out_of <> countries or scope = 'region' and out_of > countries""",
    """select * from ranks r join placements p on r.edition = p.edition and r.country = p.country
        join (select edition, region, count(*) as size from placements
            where edition in (select p.edition from placements p join editions e on p.edition = e.edition
                group by p.edition, countries having count(*) = countries) group by edition, region) s
        on p.edition = s.edition and p.region = s.region where scope = 'region' and out_of <> size""",
    # a rank is 1 + the number strictly higher
    """select * from ranks r join (
        select e.edition, e.country, parent,
            rank() over (partition by e.edition, parent order by total desc) as world,
            rank() over (partition by e.edition, parent, continent order by total desc) as continent,
            rank() over (partition by e.edition, parent, region order by total desc) as region
        from exact e left join placements p on e.edition = p.edition and e.country = p.country
        where parent in ('criminality', 'resilience') and e.edition in (
            select x.edition from exact x join editions n on x.edition = n.edition
            where parent = 'criminality' group by x.edition, countries having count(*) = countries)) c
        on r.edition = c.edition and r.country = c.country and r.measure = c.parent
        where rank <> case scope when 'world' then world when 'continent' then c.continent
            else c.region end""",
    *(
        f"""select * from ranks n join ranks w on n.edition = w.edition and n.country = w.country
        and n.measure = w.measure where n.scope = '{small}' and w.scope = '{large}' and n.rank > w.rank"""
        for small, large in (("continent", "world"), ("region", "continent"))
    ),
    # a country is placed in the continent of its region
    """select * from placements p join regions g on p.region = g.region
        where level <> 'region' or g.continent <> p.continent""",
    # a value is read as its source is, and is what is printed, or has a repair
    *(
        f"select * from {table} t join sources s on t.source_id = s.source_id "
        "where reader is null or reader <> method"
        for table in ("scores", "averages", "ranks")
    ),
    *(
        f"""select * from {table} t anti join repairs r on t.source_id = r.source_id and t.edition = r.edition
        and t.country = r.country and t.measure = r.measure
        where status in ('printed', 'aligned') and not coalesce({PRINTED}, false)
            or status in ('derived', 'unresolved')"""
        for table in ("scores", "averages")
    ),
    """select * from placements p left join regions g on p.region = g.region
        where as_printed is not null and (label is null or label <> as_printed)""",
)


def opened(spark: SparkSession, folder: Path) -> None:
    """Make a view of each table, cells cast; those that grow are kept."""
    for table in TABLES:
        path = folder / "data" / f"{table}.csv"
        with path.open(encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        cells = [f"try_cast({name} as bigint) as {name}" if name in WHOLE else name for name in header]
        if "value" in header:
            cells.append("value as raw_value")
            cells.append(
                "case when value rlike '^[+-]?[0-9]{1,13}([.][0-9]{1,2})?$' "
                "then cast(cast(value as decimal(15, 2)) * 100 as bigint) end as hundredths"
            )
        schema = ", ".join(f"{name} string" for name in header)
        frame = spark.read.csv(path.absolute().as_uri(), schema=schema, **CSV).selectExpr(*cells)
        (frame.persist() if table in GROWING else frame).createOrReplaceTempView(table)


def weighted(spark: SparkSession) -> None:
    """Make views of the indicators of every edition and of their weights in each parent."""
    names = ("edition", "position", "measure", "parent")
    rows = spark.sql(f"select {', '.join(names)} from composition order by 1, 2").collect()
    trees = compositions_of({**row.asDict(), "parent": row["parent"] or ""} for row in rows)
    weights = [
        (edition, parent, leaf, share, divisor, len(shares))
        for edition, tree in trees.items()
        for parent in tree.parents
        for shares, divisor in [tree.weights(parent)]
        for leaf, share in shares.items()
    ]
    columns = "tree bigint, parent string, measure string, weight bigint, divisor bigint, leaves bigint"
    spark.createDataFrame(weights, columns).createOrReplaceTempView("weights")
    leaves = [(edition, leaf) for edition, tree in trees.items() for leaf in tree.indicators]
    spark.createDataFrame(leaves, "edition bigint, measure string").createOrReplaceTempView("leaves")


def checks() -> list[str]:
    """Return every query: each gives the rows that break a check."""
    keys = [f"select {key} from {table} group by all having count(*) > 1" for table, key in GROWING.items()]
    loose = [f"select * from {table} anti join {other} using ({on})" for table, other, on in REFERENCES]
    cells = [f"select * from {table} where {fault}" for table, fault in CELLS.items()]
    return [*cells, *keys, *loose, *RULES]


def main(folder: str) -> None:
    """Run every query on a package and print how many rows each gives."""
    builder = SparkSession.builder.config("spark.ui.enabled", False).config("spark.log.level", "OFF")
    spark = builder.config("spark.ui.showConsoleProgress", False).getOrCreate()
    spark.conf.set("spark.sql.shuffle.partitions", "8")
    opened(spark, Path(folder))
    weighted(spark)
    spark.sql(EXACT).persist().createOrReplaceTempView("exact")
    print([len(spark.sql(query).collect()) for query in checks()])
    print("jobs", spark._jsc.sc().dagScheduler().nextJobId())
    spark.stop()


main(sys.argv[1])
