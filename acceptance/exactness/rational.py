#!/usr/bin/env python3
"""Evidence and confidence, calculated again: another language, integers and rationals only, nothing shared.

    rational.py check --outcomes FILE… [--patterns FILE…] [--half-life 30d] [--prefixes route:=7d,tool:=1d]
                      [--answers FILE…] [--view view.db] [--tolerance 1e-9]
    rational.py dump view.db > sums.json          the evidence sums of a view
    rational.py same A B                          two views or dumps: every sum, count and time equal
    rational.py selftest

--outcomes, --patterns: JSON lines as they are published, gzipped if they end in .gz. --answers: what the service
answers (one pattern, a list page, several, or one a line); each mean is compared at the as_of that it states.
--view: the SQLite file; its evidence blobs are decoded here and every block sum must be equal to the bit.
Exit codes: 0 equal, 1 the first difference (on stdout), 2 wrong use.
"""
import argparse
import gzip
import json
import math
import re
import sqlite3
import sys
from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

SPAN = 40
CAP = 2**63 - 1
FRACTIONS = 65536
DIGITS = 60


class Difference(Exception):
    pass


# ---- the definition -------------------------------------------------------------------------------------------------

GUARD = 200  # bits


def _roots():
    """floor(2^(1/2^k) * 2^GUARD) for k = 1 … 16, by square roots of integers; each too small by less than 2^-GUARD * 2"""
    roots, root = [], 2 << GUARD
    for _ in range(16):
        root = math.isqrt(root << GUARD)
        roots.append(root)
    return roots


ROOTS = _roots()


@lru_cache(maxsize=None)
def growth(i):
    """round(2^(i/65536) * 2^20), proven: a lower and an upper bound round alike"""
    low = high = 1 << GUARD
    for k, root in enumerate(ROOTS, start=1):
        if i >> (16 - k) & 1:
            low = low * root >> GUARD
            high = (high * (root + 2) >> GUARD) + 1
    half = 1 << (GUARD - 21)
    rounded = (low + half) >> (GUARD - 20)
    assert rounded == (high + half) >> (GUARD - 20), f"T[{i}] is not decided by {GUARD} bits"
    return rounded


def contribution(weight, at, half_life):
    """weight is an IEEE double: that, exactly, is what the event carries"""
    units = max(1, math.floor(Fraction(weight) * 1024 + Fraction(1, 2)))
    return units * growth(at % half_life * FRACTIONS // half_life)


@dataclass
class Evidence:
    half_life: int
    successes: int = 0
    failures: int = 0
    last: int = -1
    blocks: dict = field(default_factory=dict)  # number -> [success sum, failure sum, successes, failures]

    def fold(self, success, weight, at):
        block = self.blocks.setdefault(at // self.half_life, [0, 0, 0, 0])
        block[0 if success else 1] += contribution(weight, at, self.half_life)
        block[2 if success else 3] += 1
        self.successes += success
        self.failures += not success
        self.last = max(self.last, at)

    def add(self, other):
        if self.half_life != other.half_life:
            raise Difference(f"half-lives {self.half_life} and {other.half_life} ms in one pattern")
        self.successes += other.successes
        self.failures += other.failures
        self.last = max(self.last, other.last)
        for number, cells in other.blocks.items():
            self.blocks[number] = [a + b for a, b in zip(self.blocks.get(number, [0] * 4), cells)]

    def settled(self):
        """what is stored: no block more than 40 below the newest, no sum above the largest long"""
        newest = max(self.blocks, default=0)
        kept = {
            n: [min(s, CAP), min(f, CAP), cs, cf]
            for n, (s, f, cs, cf) in sorted(self.blocks.items())
            if n >= newest - SPAN
        }
        return Evidence(self.half_life, self.successes, self.failures, self.last, kept)

    def weights(self, at):
        """S and F at a time, to DIGITS digits"""
        now, rest = divmod(at, self.half_life)
        with localcontext() as context:
            context.prec = DIGITS
            decay = Fraction(Decimal(2) ** (-Decimal(rest) / Decimal(self.half_life)))
        sums = [Fraction(0), Fraction(0)]
        for number, cells in self.settled().blocks.items():
            factor = Fraction(2) ** (number - now - 30)
            for i in (0, 1):
                sums[i] += cells[i] * factor
        return sums[0] * decay, sums[1] * decay

    def plain(self):
        settled = self.settled()
        return {
            "half_life_ms": settled.half_life,
            "successes": settled.successes,
            "failures": settled.failures,
            "last_ms": settled.last,
            "blocks": {str(n): cells for n, cells in settled.blocks.items()},
        }


# ---- what is read ---------------------------------------------------------------------------------------------------

UNITS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}


def duration_ms(text):
    match = re.fullmatch(r"(\d+)(ms|s|m|h|d)", text.strip())
    if not match:
        raise SystemExit(f"rational.py: a duration is like 500ms, 30s, 5m, 12h or 7d, was {text!r}")
    return int(match[1]) * UNITS[match[2]]


def time_ms(value):
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)", value)
    if not match:
        raise SystemExit(f"rational.py: not a time: {value!r}")
    day, clock, fraction, zone = match.groups()
    moment = datetime.fromisoformat(f"{day}T{clock}{'+00:00' if zone in 'Zz' else zone}")
    since = moment - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return (since.days * 86400 + since.seconds) * 1000 + int(((fraction or "") + "000")[:3])


@dataclass(frozen=True)
class HalfLives:
    default: int
    prefixes: tuple

    @staticmethod
    def parse(default, prefixes):
        pairs = [entry.split("=") for entry in prefixes.split(",") if entry.strip()]
        return HalfLives(
            duration_ms(default),
            tuple(sorted(((p.strip(), duration_ms(d)) for p, d in pairs), key=lambda pair: -len(pair[0]))),
        )

    def of(self, pattern_id):
        return next((d for prefix, d in self.prefixes if pattern_id.startswith(prefix)), self.default)


def json_lines(paths):
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def fold_outcomes(paths, half_lives):
    evidence, outcomes = {}, 0
    for line in json_lines(paths):
        pattern_id = line["pattern_id"]
        if pattern_id not in evidence:
            evidence[pattern_id] = Evidence(half_lives.of(pattern_id))
        success = {"success": True, "failure": False}[line["outcome"].lower()]
        evidence[pattern_id].fold(success, line.get("weight", 1), time_ms(line["occurred_at"]))
        outcomes += 1
    return evidence, outcomes


def read_priors(paths):
    priors = {}
    for line in json_lines(paths):
        prior = line.get("prior")
        mean, strength = (prior["mean"], prior["strength"]) if prior else (0.5, 2)
        priors[line["id"]] = (Fraction(mean) * Fraction(strength), (1 - Fraction(mean)) * Fraction(strength))
    return priors


def read_answers(paths):
    """objects with an id and a confidence, wherever they are in the files; numbers as written, not as floats"""

    def walk(value):
        if isinstance(value, list):
            for item in value:
                yield from walk(item)
        elif isinstance(value, dict) and "confidence" in value and "id" in value:
            yield value
        elif isinstance(value, dict):
            for item in value.values():
                yield from walk(item)

    decoder = json.JSONDecoder(parse_float=Decimal)
    for path in paths:
        text, at = Path(path).read_text(encoding="utf-8").strip(), 0
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            yield from walk(value)
            while text[at : at + 1].isspace():
                at += 1


# ---- the stored form ------------------------------------------------------------------------------------------------


class Bytes:
    """Unsigned LEB128 varints of 64 bits, as EvidenceRow and EvidenceFormat describe them"""

    def __init__(self, data):
        self.data, self.at = data, 0

    def u8(self):
        self.at += 1
        return self.data[self.at - 1]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.u8()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def zigzag(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)


def decode_row(data):
    """version 1, two offsets + 1, then: version 1, half-life, successes, failures, last event + 1, blocks; per block the
    distance to the one before (zigzag; the first from 0), success sum, failure sum, successes, failures"""
    read = Bytes(data)
    if read.u8() != 1:
        raise Difference(f"evidence row of format {data[0]}, not 1")
    read.varint(), read.varint()
    if read.u8() != 1:
        raise Difference("evidence of a format that is not 1")
    evidence = Evidence(read.varint(), read.varint(), read.varint(), read.varint() - 1)
    number = 0
    for _ in range(read.varint()):
        number += read.zigzag()
        evidence.blocks[number] = [read.varint() for _ in range(4)]
    if read.at != len(data):
        raise Difference(f"{len(data) - read.at} bytes too many in an evidence row")
    return evidence


def read_view(path):
    evidence = {}
    if not Path(path).exists():
        raise SystemExit(f"rational.py: no such file: {path}")
    with sqlite3.connect(f"file:{Path(path).resolve()}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT p.id, e.value FROM evidence e JOIN patterns p ON p.row = e.row ORDER BY p.id")
        for pattern_id, value in rows:
            share = decode_row(value)
            evidence.setdefault(pattern_id, Evidence(share.half_life)).add(share)
    return evidence


def read_sums(path):
    """of a dump or a view, as plain dictionaries"""
    head = Path(path).open("rb").read(16)
    if head.startswith(b"SQLite format 3"):
        return {pattern_id: evidence.plain() for pattern_id, evidence in read_view(path).items()}
    return json.loads(Path(path).read_text(encoding="utf-8"))


# ---- what is compared -----------------------------------------------------------------------------------------------


def compare_sums(expected, actual, expected_name, actual_name):
    for pattern_id in sorted(expected.keys() | actual.keys()):
        one, other = expected.get(pattern_id), actual.get(pattern_id)
        if one != other:
            raise Difference(f"{pattern_id}: {expected_name} has {one}\n{pattern_id}: {actual_name} has {other}")


def confidence_error(answer, evidence, prior, tolerance):
    """|Δmean|; raises if anything stated is not so"""
    stated = answer["confidence"]
    pattern_id = answer["id"]
    at = time_ms(stated["as_of"])
    successes, failures = evidence.weights(at)
    mean = (prior[0] + successes) / (sum(prior) + successes + failures)
    off = abs(Fraction(stated["mean"]) - mean)
    if off > tolerance:
        raise Difference(f"{pattern_id}: mean {stated['mean']} at {stated['as_of']}, should be {float(mean)!r}")
    strength = successes + failures
    if "strength" in stated and abs(Fraction(stated["strength"]) - strength) > tolerance * max(1, strength):
        raise Difference(f"{pattern_id}: strength {stated['strength']}, should be {float(strength)!r}")
    for name, counted in ("successes", evidence.successes), ("failures", evidence.failures):
        if stated[name] != counted:
            raise Difference(f"{pattern_id}: {stated[name]} {name}, should be {counted}")
    if stated.get("half_life_ms", evidence.half_life) != evidence.half_life:
        raise Difference(f"{pattern_id}: half-life {stated['half_life_ms']} ms, should be {evidence.half_life}")
    return off


def check(args):
    half_lives = HalfLives.parse(args.half_life, args.prefixes)
    evidence, outcomes = fold_outcomes(args.outcomes, half_lives)
    priors = read_priors(args.patterns)
    notes = []
    if args.answers:
        tolerance, answered, worst = Fraction(args.tolerance), set(), Fraction(0)
        for answer in read_answers(args.answers):
            pattern_id = answer["id"]
            own = evidence.get(pattern_id) or Evidence(half_lives.of(pattern_id))
            prior = priors.get(pattern_id, (Fraction(1), Fraction(1)))
            worst = max(worst, confidence_error(answer, own, prior, tolerance))
            answered.add(pattern_id)
        missing = sorted((evidence.keys() | priors.keys()) - answered)
        if missing:
            raise Difference(f"{missing[0]}: not answered, nor {len(missing) - 1} others")
        notes.append(f"max |Δmean| = {float(worst):.3g}")
    if args.view:
        view = {pattern_id: own.plain() for pattern_id, own in read_view(args.view).items()}
        compare_sums({pattern_id: own.plain() for pattern_id, own in evidence.items()}, view, "the calculation", args.view)
        notes.append(f"sums of {len(view)} patterns bit-identical")
    print(", ".join([f"exactness: {len(evidence)} patterns", f"{outcomes} outcomes", *notes]))


def same(args):
    one, other = read_sums(args.one), read_sums(args.other)
    compare_sums(one, other, args.one, args.other)
    outcomes = sum(sums["successes"] + sums["failures"] for sums in one.values())
    print(f"same: {len(one)} patterns, {outcomes} outcomes, every sum bit-identical")


def dump(args):
    json.dump({i: own.plain() for i, own in sorted(read_view(args.view).items())}, sys.stdout, indent=0)
    print()


# ---- and who checks the checker -------------------------------------------------------------------------------------

# Pinned on the other side by EvidenceFormatTest: the same outcomes must give these bytes.
GOLDEN_ROW = "012a000180b89929020281a8cc7b0300808080800480d898920e010104008080a1f5bf3e000102808040000100"


def selftest(_):
    assert growth(0) == 1 << 20 and growth(32768) == math.isqrt((2 << 42)) + 1 >> 1
    assert all(growth(i) <= growth(i + 1) for i in range(FRACTIONS - 1)) and growth(65535) == 2097130
    # The largest integer whose 65536th power is at most 2^(i + 21 * 65536) is floor(2 * 2^(i/65536) * 2^20).
    for i in 1, 4711, 65535:
        root = 1 << (i + 21 * FRACTIONS)
        for _ in range(16):
            root = math.isqrt(root)
        assert growth(i) == (root + 1) // 2, i
    day = UNITS["d"]
    golden = Evidence(day)
    for success, weight, at in (True, 1.0, 0), (False, 2.5, day // 2), (True, 0.0001, 3 * day), (False, 1000.0, 3 * day - 1):
        golden.fold(success, weight, at)
    assert decode_row(bytes.fromhex(GOLDEN_ROW)).plain() == golden.plain(), golden.plain()
    s, f = Evidence(day, 1, 0, 0, {0: [1 << 30, 0, 1, 0]}).weights(day)
    assert (s, f) == (Fraction(1, 2), 0)
    old = Evidence(day)
    old.fold(True, 1, 0)
    old.fold(True, 1, 41 * day)
    assert list(old.settled().blocks) == [41] and old.plain()["successes"] == 2
    answer = {"id": "p", "confidence": {"mean": Decimal("0.625"), "successes": 1, "failures": 0, "as_of": "1970-01-02T00:00:00.000Z"}}
    one = Evidence(day, 1, 0, 0, {0: [1 << 30, 0, 1, 0]})
    prior = (Fraction(2), Fraction(3, 2))
    assert confidence_error(answer, one, prior, Fraction("1e-9")) == 0
    for field_name, wrong in ("mean", Decimal("0.625000002")), ("successes", 2), ("failures", 1):
        broken = {"id": "p", "confidence": {**answer["confidence"], field_name: wrong}}
        try:
            confidence_error(broken, one, prior, Fraction("1e-9"))
        except Difference:
            continue
        raise AssertionError(f"a wrong {field_name} was accepted")
    assert time_ms("2001-01-01T00:47:00Z") == 978310020000 == time_ms("2001-01-01T01:47:00.000+01:00")
    print("selftest: passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("check")
    command.add_argument("--outcomes", nargs="+", required=True)
    command.add_argument("--patterns", nargs="+", default=[])
    command.add_argument("--half-life", default="30d")
    command.add_argument("--prefixes", default="")
    command.add_argument("--answers", nargs="+")
    command.add_argument("--view")
    command.add_argument("--tolerance", default="1e-9")
    command.set_defaults(run=check)
    command = commands.add_parser("same")
    command.add_argument("one")
    command.add_argument("other")
    command.set_defaults(run=same)
    command = commands.add_parser("dump")
    command.add_argument("view")
    command.set_defaults(run=dump)
    commands.add_parser("selftest").set_defaults(run=selftest)
    args = parser.parse_args()
    try:
        args.run(args)
    except Difference as difference:
        print(f"different: {difference}")
        sys.exit(1)


if __name__ == "__main__":
    main()
