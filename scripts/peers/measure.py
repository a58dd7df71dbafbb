"""Runs one command and tells what it took."""

import dataclasses
import os
import statistics
import subprocess
import time


@dataclasses.dataclass
class Cost:
    wall_s: float
    cpu_s: float
    peak_mb: float  # resident memory of the largest process


def run(command, repeats=1, env=None):
    """The cost of one run, the mean of `repeats` in a row. Descendants count if their parents wait for them."""
    start = time.monotonic()
    cpu_s = peak_kb = 0
    for _ in range(repeats):
        process = subprocess.Popen(
            command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"{command[0]} failed with {process.returncode}: {errors.decode(errors='replace')[-300:]}")
        cpu_s += usage.ru_utime + usage.ru_stime
        peak_kb = max(peak_kb, usage.ru_maxrss)
    return Cost((time.monotonic() - start) / repeats, cpu_s / repeats, peak_kb / 1000)


def median(costs):
    return Cost(*(statistics.median(getattr(cost, field.name) for cost in costs) for field in dataclasses.fields(Cost)))
