"""What commands take, run in turns."""

import dataclasses
import os
import shutil
import statistics
import subprocess
import time

SLOW = 5  # whoever takes so many times as long as the first tool has half the rounds


@dataclasses.dataclass
class Cost:
    wall_s: float
    cpu_s: float  # user and system
    peak_mb: float  # resident memory of the largest process


def tail_of(errors):
    return " ".join(errors.decode(errors="replace").split())[-200:]


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
            raise RuntimeError(f"{command[0]} failed with {process.returncode}: {tail_of(errors)}")
        cpu_s += usage.ru_utime + usage.ru_stime
        peak_kb = max(peak_kb, usage.ru_maxrss)
    return Cost((time.monotonic() - start) / repeats, cpu_s / repeats, peak_kb / 1000)


def median(costs):
    return Cost(*(statistics.median(getattr(cost, field.name) for cost in costs) for field in dataclasses.fields(Cost)))


def run_entry(entry, repeats):
    shutil.rmtree(entry.task.outputs, ignore_errors=True)
    os.makedirs(entry.task.outputs)
    return run(entry.tool.command(entry.task), repeats, entry.tool.env)


def in_turns(entries, rounds, repeats):
    """({name: median cost}, {name: why it failed}) of entries, each a tool with a task.

    Each round begins with another entry. The first is what others are slow beside.
    """
    costs = {entry.name: [] for entry in entries}
    failures = {}
    for number in range(rounds):
        shift = number % len(entries)
        for entry in entries[shift:] + entries[:shift]:
            mine, first = costs[entry.name], costs[entries[0].name]
            is_slow = mine and first and mine[0].wall_s > SLOW * first[0].wall_s
            if entry.name in failures or (is_slow and len(mine) >= rounds // 2):
                continue
            try:
                mine.append(run_entry(entry, repeats))
            except RuntimeError as error:
                failures[entry.name] = str(error)
    return {name: median(rows) for name, rows in costs.items() if name not in failures}, failures
