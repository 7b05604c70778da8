"""Generates expressions of constants in the part of SQL that Redshift shares with PostgreSQL. The same seed gives the same expressions."""

import random
from collections.abc import Callable, Iterator

# Constants by type, as both servers read them. Values stay where no type overflows by itself.
LITERALS = {
    "smallint": ["0::smallint", "1::smallint", "-7::smallint", "120::smallint"],
    "integer": ["0", "1", "-1", "2", "7", "-13", "1000", "46340", "2147483647", "(-2147483647)", "NULL::integer"],
    "bigint": ["0::bigint", "5::bigint", "-3000000000", "9223372036854775807", "NULL::bigint"],
    "numeric": ["0.00", "1.50", "-2.25", "10.125", "99999.99", "0.001", "NULL::numeric(8,2)"],
    "double": ["0::float8", "1.5::float8", "-2.25::float8", "1e10::float8", "0.1::float8", "NULL::float8"],
    "boolean": ["TRUE", "FALSE", "NULL::boolean"],
    "text": ["'abc'", "'Hello World'", "''", "'  blank'", "'a_b%c'", "'42'", "'äöü'", "'xyzzy'", "NULL::varchar"],
    "date": ["DATE '2024-02-29'", "DATE '2001-01-31'", "DATE '1999-12-31'", "NULL::date"],
    "timestamp": ["TIMESTAMP '2024-02-29 13:14:15.678'", "TIMESTAMP '1970-01-01 00:00:00'", "NULL::timestamp"],
    "interval": ["INTERVAL '3 days'", "INTERVAL '2 hours 30 minutes'", "INTERVAL '90 seconds'"],
}

NUMBERS = ("smallint", "integer", "bigint", "numeric", "double")

# Result type -> expressions with holes for operands. {number} is any number type, the same one at both places of an arithmetic operator.
# To add one: a line.
FORMS: dict[str, list[str]] = {
    "integer": [
        "({integer} + {integer})", "({integer} - {integer})", "({integer} * {integer})", "({integer} / {integer})",
        "({integer} % {integer})", "(- {integer})", "ABS({integer})", "LENGTH({text})", "POSITION({text} IN {text})",
        "STRPOS({text}, {text})", "OCTET_LENGTH({text})", "ASCII({text})", "MOD({integer}, {integer})",
        "COALESCE({integer}, {integer})", "NULLIF({integer}, {integer})", "GREATEST({integer}, {integer})",
        "LEAST({integer}, {integer}, {integer})", "CASE WHEN {boolean} THEN {integer} ELSE {integer} END",
        "({date} - {date})", "({integer} & {integer})", "({integer} | {integer})", "({integer} # {integer})",
        "CAST({text} AS INTEGER)", "CAST({double} AS INTEGER)", "DATE_PART('year', {date})::integer",
        "EXTRACT(month FROM {timestamp})::integer", "EXTRACT(day FROM {date})::integer", "EXTRACT(dow FROM {date})::integer",
        "EXTRACT(doy FROM {date})::integer", "EXTRACT(quarter FROM {date})::integer", "EXTRACT(week FROM {date})::integer",
        "EXTRACT(hour FROM {timestamp})::integer", "EXTRACT(minute FROM {timestamp})::integer", "CHAR_LENGTH({text})",
        "({smallint} << 2)::integer", "({integer} >> 3)", "(~ {integer})", "SIGN({integer})::integer",
        "CAST({smallint} AS INTEGER)", "CAST({numeric} AS INTEGER)", "CAST({boolean} AS INTEGER)",
    ],
    "smallint": ["CAST({integer} AS SMALLINT)", "({smallint} + {smallint})", "({smallint} * {smallint})"],
    "bigint": [
        "({bigint} + {bigint})", "({bigint} - {integer})", "({bigint} * {integer})", "({bigint} / {bigint})",
        "CAST({integer} AS BIGINT)", "ABS({bigint})", "({bigint} % {integer})", "COALESCE({bigint}, {integer})",
    ],
    "numeric": [
        "CAST({text} AS NUMERIC(10,3))", "CAST({numeric} AS NUMERIC(8,1))", "CAST({double} AS NUMERIC(14,4))",
        "CASE WHEN {boolean} THEN {numeric} ELSE {integer} END", "COALESCE({numeric}, {integer})", "NULLIF({numeric}, {numeric})",
        "GREATEST({numeric}, {integer})", "MOD({numeric}, {numeric})",
        "({numeric} + {numeric})", "({numeric} - {numeric})", "({numeric} * {numeric})", "({numeric} + {integer})",
        "ABS({numeric})", "CAST({integer} AS NUMERIC(12,3))", "CAST({text} AS NUMERIC(10,2))", "(- {numeric})",
        "ROUND({numeric}, 1)", "TRUNC({numeric}, 1)", "CEIL({numeric})", "FLOOR({numeric})", "SIGN({numeric})",
    ],
    "double": [
        "({double} + {double})", "({double} - {double})", "({double} * {double})", "({double} / {double})",
        "SQRT(ABS({double}))", "FLOOR({double})", "CEIL({double})", "CAST({integer} AS FLOAT8)",
        "CAST({numeric} AS FLOAT8)", "ATAN({double})", "ABS({double})", "POWER({double}, 2)", "EXP({double} / 1e10)",
        "SIN({double})", "COS({double})", "RADIANS({double})", "DEGREES({double})", "CBRT({double})",
    ],
    "boolean": [
        "({integer} < {numeric})", "({double} > {integer})", "({bigint} = {numeric})", "({smallint} <= {bigint})",
        "({date} <> {date})", "({text} >= {text})", "({text} NOT LIKE '%l_')", "({text} LIKE 'a\\\\_b%')", "({text} ~ '^[a-h]')",
        "({timestamp} BETWEEN {timestamp} AND {date})", "({boolean} = {boolean})", "({boolean} IS UNKNOWN)",
        "CAST({text} AS BOOLEAN)", "({text} BETWEEN {text} AND {text})", "({integer} IS NULL OR {boolean})",
        "({number} = {number})", "({number} < {number})", "({number} >= {number})", "({number} <> {number})",
        "({text} = {text})", "({text} < {text})", "({text} LIKE {text})", "({text} IS NULL)", "({boolean} AND {boolean})",
        "({boolean} OR {boolean})", "(NOT {boolean})", "({integer} BETWEEN {integer} AND {integer})",
        "({integer} IN ({integer}, {integer}))", "({integer} NOT IN ({integer}, {integer}))", "({text} IN ({text}, {text}))",
        "({date} < {date})", "({timestamp} >= {timestamp})", "({date} = {timestamp})", "({boolean} IS NOT TRUE)",
        "({integer} IS NOT NULL)", "CAST({integer} AS BOOLEAN)", "({text} SIMILAR TO 'a%|%World')", "({text} ILIKE 'H%')",
    ],
    "text": [
        "({text} || {text} || {text})", "CONCAT({text}, 'x')", "SUBSTRING({text}, -1, 4)", "SUBSTRING({text} FROM 2 FOR 2)",
        "TRIM(BOTH 'a' FROM {text})", "TRIM(LEADING FROM {text})", "SPLIT_PART({text}, 'l', 2)", "TO_CHAR({timestamp}, 'Dy Mon DDD Q WW IW J HH12:MI AM')",
        "TO_CHAR({date}, 'FMMonth FMDD, YYYY')", "TO_CHAR({numeric}, '999D99S')", "TO_CHAR({integer}, 'S000')", "TO_CHAR({integer}, 'FMRN')",
        "TO_CHAR({numeric}, '$9,999.9')", "CAST({double} AS VARCHAR)", "CAST({bigint} AS VARCHAR)", "CAST({interval} AS VARCHAR)",
        "GREATEST({text}, {text})", "REGEXP_REPLACE({text}, 'l+$', 'Z')", "QUOTE_LITERAL({text})", "(CAST({text} AS CHAR(4)) || '.')",
        "({text} || {text})", "UPPER({text})", "LOWER({text})", "SUBSTRING({text}, 2, 3)", "SUBSTRING({text}, {integer})",
        "LEFT({text}, 2)", "RIGHT({text}, 2)", "TRIM({text})", "LTRIM({text}, 'ab')", "RTRIM({text}, 'cd')",
        "REPLACE({text}, 'l', 'LL')", "REPEAT({text}, 2)", "LPAD({text}, 6, '*')", "RPAD({text}, 4, 'xy')",
        "TRANSLATE({text}, 'abc', 'xy')", "INITCAP({text})", "REVERSE({text})", "SPLIT_PART({text}, ' ', 1)", "MD5({text})",
        "CAST({integer} AS VARCHAR)", "CAST({boolean} AS VARCHAR)", "CAST({numeric} AS VARCHAR)", "CAST({date} AS VARCHAR)",
        "CAST({timestamp} AS VARCHAR)", "CAST({text} AS VARCHAR(3))", "COALESCE({text}, {text})", "NULLIF({text}, {text})",
        "CASE {integer} WHEN 1 THEN {text} ELSE {text} END", "TO_CHAR({timestamp}, 'YYYY-MM-DD HH24:MI:SS')",
        "TO_CHAR({date}, 'Day, DD Mon YYYY')", "TO_CHAR({integer}, '999,999')", "TO_CHAR({numeric}, 'FM99990.00')",
        "BTRIM({text}, 'a ')", "CHR(65)", "QUOTE_IDENT({text})",
    ],
    "date": [
        "({date} + {integer} % 1000)", "({date} - {integer} % 1000)", "CAST({timestamp} AS DATE)", "COALESCE({date}, {date})",
        "GREATEST({date}, {date})", "TO_DATE('2024-03-05', 'YYYY-MM-DD')",
    ],
    "timestamp": [
        "CAST({text} AS TIMESTAMP)", "COALESCE({timestamp}, {timestamp})", "GREATEST({timestamp}, {timestamp})",
        "DATE_TRUNC('year', {timestamp})", "DATE_TRUNC('quarter', {timestamp})", "DATE_TRUNC('decade', {timestamp})", "DATE_TRUNC('day', {timestamp})",
        "({timestamp} + INTERVAL '1 month')", "({timestamp} - INTERVAL '1 year 2 months')", "({date} + TIME '04:05:06')",
        "({timestamp} + {interval})", "({timestamp} - {interval})", "({date} + {interval})", "CAST({date} AS TIMESTAMP)",
        "DATE_TRUNC('month', {timestamp})", "DATE_TRUNC('hour', {timestamp})", "DATE_TRUNC('week', {timestamp})",
    ],
    "interval": ["({interval} + {interval})", "({interval} - {interval})", "({interval} * 2)", "(- {interval})"],
}


class Generator:
    """An endless supply of expressions with their types."""

    def __init__(self, seed: int, depth: int = 3):
        self._random = random.Random(seed)
        self._depth = depth

    def expressions(self) -> Iterator[tuple[str, str]]:
        types = list(FORMS)
        while True:
            kind = self._random.choice(types)
            yield kind, self._expression(kind, self._depth)

    def _expression(self, kind: str, depth: int) -> str:
        if depth == 0 or self._random.random() < 0.2:
            return self._random.choice(LITERALS[kind])
        form = self._random.choice(FORMS[kind])
        number = self._random.choice(NUMBERS)
        return self._fill(form, lambda hole: self._expression(number if hole == "number" else hole, depth - 1))

    @staticmethod
    def _fill(form: str, operand: Callable[[str], str]) -> str:
        out, rest = "", form
        while "{" in rest:
            before, rest = rest.split("{", 1)
            hole, rest = rest.split("}", 1)
            out += before + operand(hole)
        return out + rest
