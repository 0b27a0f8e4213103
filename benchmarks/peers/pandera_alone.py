"""Pandera on frames of pandas: the columns and primary keys of every table, no rule across tables."""

import sys

import ocdataset as oc

package = oc.open(sys.argv[1])
for table in package.tables():
    package.schema(table).validate(package.load(table), lazy=True)
