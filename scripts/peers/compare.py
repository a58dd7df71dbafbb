"""The program behind compare_peers.sh."""

import argparse
import os
import shutil
import sys
import tempfile

import quality
from cases import CASES, Inputs
from measure import median, run
from table import markdown
from tools import FLOOR, Task, all_tools, files_of

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HEADER = ["", "wall s", "CPU s", "peak MB", "MB out", "SSIM", "PSNR dB", "times our wall", "times our CPU", "wanted"]


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="compare_peers.sh",
        description="Times resizer and its peers on the same pictures, in turns, and prints medians and ratios.",
    )
    parser.add_argument("--photos", default=os.path.join(PROJECT, "data/input_images"), help="folder of JPEGs")
    parser.add_argument("--resizer", default=os.path.join(PROJECT, "build/release/resizer"), help="the program")
    parser.add_argument("--cases", default=",".join(CASES), help="some of " + ",".join(CASES))
    parser.add_argument("--rounds", type=int, default=7, help="runs of each tool (7)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes or threads")
    arguments = parser.parse_args()
    arguments.cases = arguments.cases.split(",")
    for case in arguments.cases:
        if case not in CASES:
            parser.error(f"there is no case {case}")
    return arguments


def measure_case(case, tools, folder, arguments):
    """{tool name: its cost, or the reason for having none}. The tools take turns; each round begins with another one."""
    costs = {tool.name: [] for tool in tools}
    failures = {}
    rounds = min(arguments.rounds, case.rounds or arguments.rounds)
    for number in range(rounds):
        shift = number % len(tools)
        for tool in tools[shift:] + tools[:shift]:
            if tool.name in failures:
                continue
            outputs = os.path.join(folder, tool.name)
            shutil.rmtree(outputs, ignore_errors=True)
            os.makedirs(outputs)
            task = Task(case.inputs, outputs, case.width_px, case.format, arguments.workers)
            try:
                costs[tool.name].append(run(tool.command(task), case.repeats, tool.env))
            except RuntimeError as error:
                failures[tool.name] = str(error)
    for name, reason in failures.items():
        print(f"{case.name}: {name}: {reason}", file=sys.stderr)
    return {name: median(rows) for name, rows in costs.items() if name not in failures}


def row_of(case, tool, costs, folder, score):
    """What one tool took and made."""
    if tool.name not in costs:
        return [tool.name, "not installed" if tool.version is None else "failed"] + [""] * (len(HEADER) - 2)
    cost, ours = costs[tool.name], costs["resizer"]
    files = list(os.scandir(os.path.join(folder, tool.name)))
    psnr_db, ssim = score or (None, None)
    wanted = case.wanted.get(tool.name, case.wanted.get("any"))
    wanted_cpu = case.wanted_cpu.get(tool.name)
    row = [tool.name, f"{cost.wall_s:.3f}", f"{cost.cpu_s:.3f}", f"{cost.peak_mb:.0f}"]
    row.append(f"{sum(file.stat().st_size for file in files) / 1e6:.2f}" if tool.writes else "")
    row += ["", ""] if score is None else [f"{ssim:.4f}", f"{psnr_db:.2f}"]
    if tool.name == "resizer":
        return row + ["", "", ""]
    row += [f"{cost.wall_s / ours.wall_s:.2f}", f"{cost.cpu_s / ours.cpu_s:.2f}"]
    return row + [f"{wanted_cpu:.2f} (CPU)" if wanted_cpu else f"{wanted:.2f}" if wanted and tool.writes else ""]


def rows_of(case, tools, costs, folder):
    inputs = files_of(Task(case.inputs, folder, 0, case.format, 1))
    judged = [tool.name for tool in tools if tool.writes and tool.name in costs]
    for name in judged:
        made = len(os.listdir(os.path.join(folder, name)))
        if made != len(inputs):
            raise SystemExit(f"{case.name}: {name} made {made} of {len(inputs)} files")
    scores = quality.judge(inputs, [os.path.join(folder, name) for name in judged]) if quality.available() else {}
    yield [f"**{case.name}**"] + [""] * (len(HEADER) - 1)
    for tool in tools:
        if tool.name != FLOOR or case.format == "jpeg":
            yield row_of(case, tool, costs, folder, scores.get(os.path.join(folder, tool.name)))


def main():
    arguments = parse_arguments()
    tools = all_tools(arguments.resizer)
    if tools[0].version is None:
        raise SystemExit(f"{arguments.resizer} does not run: build it, or name it with --resizer")
    present = [tool for tool in tools if tool.version]
    print(f"{arguments.workers} workers, {arguments.rounds} rounds, load {os.getloadavg()[0]:.2f} at the start")
    for tool in tools:
        print(f"- {tool.name}: {tool.version or 'not installed'}")
    print("- SSIM and PSNR:", "of RGB and luma" if quality.available() else "not installed (Pillow, NumPy, SciPy)", flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(arguments.resizer, arguments.photos, folder)
        for name in arguments.cases:
            case = CASES[name](inputs)
            outputs = os.path.join(folder, "out")
            fitting = [tool for tool in present if tool.name != FLOOR or case.format == "jpeg"]
            costs = measure_case(case, fitting, outputs, arguments)
            rows.extend(rows_of(case, tools, costs, outputs))
            print(f"{case.name}: done", file=sys.stderr)
    print()
    print(markdown(HEADER, rows))


if __name__ == "__main__":
    main()
