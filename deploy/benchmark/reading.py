"""Measures reading alone, without a server: Tirkeu's reader and judge beside Python's csv module and calamine on the same files."""

import csv
import json
import statistics
import subprocess
import time

from python_calamine import CalamineWorkbook


def with_every_column(sample):
    """A sample with a building for everybody: the one column that samples leave out."""
    path = sample.with_name("every-column-" + sample.name)
    with open(sample, encoding="utf-8", newline="") as source, open(path, "w", encoding="utf-8", newline="") as target:
        target.write(next(source).rstrip("\r\n") + ",building\r\n")
        for line in source:
            target.write(line.rstrip("\r\n") + ",№ 2 корпус\r\n")
    return path


def seconds_of(work):
    begin = time.monotonic()
    work()
    return time.monotonic() - begin


def by_csv(path):
    with open(path, encoding="utf-8", newline="") as source:
        for _ in csv.reader(source):
            pass


def by_calamine(path):
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


class Reading:
    """Runs of one work on one file, in a process of their own so that its memory can be told."""

    def __init__(self, measure, work, path, runs):
        found = [json.loads(subprocess.run([measure, work, path], check=True, capture_output=True).stdout) for _ in range(runs)]
        self.seconds = statistics.median(run["seconds"] for run in found)
        self.peak = statistics.median(run["peak_kib"] for run in found) / 1024


def row(work, ours, limit, most):
    print(f"| {work} | {ours:.2f} s | {limit:.2f} s | {ours / limit:.2f} | {most} |", flush=True)


def memory_row(work, small, big):
    more = max(0, big.peak - small.peak)
    print(f"| memory of {work} | {big.peak:.0f} MiB | {small.peak:.0f} MiB for a tenth of the rows | + {more:.0f} MiB | + 8 MiB |", flush=True)


def measure_reading(measure, sample, runs, rows):
    """Prints the rows; `sample(rows, ending)` makes a file, `rows` is how many the CSV file has."""
    big, small = (with_every_column(sample(count, "csv")) for count in (rows, rows // 10))
    limit = statistics.median(seconds_of(lambda: by_csv(big)) for _ in range(runs))
    for work, title, most in (("parse", f"parsing a {rows:,}-row CSV on one thread", "0.2 ×"), ("judge", f"parsing and judging a {rows:,}-row CSV on two cores", "0.5 ×")):
        ours = Reading(measure, work, big, runs)
        row(f"{title}, Python's csv beside it", ours.seconds, limit, most)
        memory_row(f"{work} CSV", Reading(measure, work, small, 1), ours)
    for path in (big, small):
        path.unlink()

    rows //= 10
    big, small = (sample(count, "xlsx") for count in (rows, rows // 10))
    limit = statistics.median(seconds_of(lambda: by_calamine(big)) for _ in range(runs))
    ours = Reading(measure, "parse", big, runs)
    row(f"parsing a {rows:,}-row XLSX, calamine beside it", ours.seconds, limit, "0.8 ×")
    memory_row("parsing XLSX", Reading(measure, "parse", small, 1), ours)
