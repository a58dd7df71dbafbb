"""The program behind compare_peers.sh."""

import argparse
import os
import sys
import tempfile

import quality
from equal_quality import Entry, raised_to, reaches
from inputs import Inputs
from measure import in_turns
from results import SUMMARY, result_of, section, summary
from rows import ROWS
from table import markdown
from task import OUR_QUALITIES, PEER_QUALITIES, Task
from tools import FLOOR, all_tools

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHORT_PHOTOS = 3
SHORT_SMALL = 200
BUTTERAUGLI_FILES = 8
MOST_MISSING = 0.2  # of the files, in a tool that is still shown
CONTENDER = 2  # times our time: a slower peer of lower quality is not tried at higher


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="compare_peers.sh",
        description="Times resizer and its peers on the same pictures, in turns, and prints medians and ratios.",
        epilog="compare_peers.sh --install installs the peers: Debian packages, and npm packages in PEERS_DIR "
        "(~/.cache/resizer-peers). What is not installed is left out.",
    )
    parser.add_argument("--photos", default=os.path.join(PROJECT, "data/input_images"), help="folder of JPEGs")
    parser.add_argument("--resizer", default=os.path.join(PROJECT, "build/release/resizer"), help="the program")
    parser.add_argument("--rows", metavar="NAME,...", default=",".join(ROWS), help="some of " + ", ".join(ROWS))
    parser.add_argument("--tools", metavar="NAME,...", help="only peers with one of these in their names")
    parser.add_argument("--rounds", type=int, help="runs of each tool (7, with --short 3)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), help="processes or threads")
    parser.add_argument("--short", action="store_true", help=f"{SHORT_PHOTOS} photos, few small files, to try it out")
    arguments = parser.parse_args()
    arguments.rounds = arguments.rounds or (3 if arguments.short else 7)
    arguments.rows = arguments.rows.split(",")
    unknown = [name for name in arguments.rows if name not in ROWS]
    if unknown:
        parser.error(f"there is no row {unknown[0]}")
    return arguments


def chosen_tools(arguments):
    """resizer first, then the peers that were asked for."""
    ours, *peers = all_tools(arguments.resizer)
    if ours.version is None:
        raise SystemExit(f"{arguments.resizer} does not run: build it, or name it with --resizer")
    if arguments.tools:
        wanted = arguments.tools.lower().split(",")
        for name in wanted:
            if not any(name in peer.name.lower() for peer in peers):
                raise SystemExit(f"there is no tool {name}: they are {'; '.join(peer.name for peer in peers)}")
        peers = [peer for peer in peers if any(name in peer.name.lower() for name in wanted)]
    return [ours, *peers]


class Comparison:
    """One row at a time."""

    def __init__(self, arguments, tools, folder):
        self.arguments, self.tools, self.folder = arguments, tools, folder
        few = {"most_photos": SHORT_PHOTOS, "small_count": SHORT_SMALL} if arguments.short else {}
        self.inputs = Inputs(arguments.resizer, arguments.photos, folder, arguments.workers, **few)

    def entry(self, tool, row):
        outputs = os.path.join(self.folder, "out", tool.name.replace("/", "-"))
        number = (OUR_QUALITIES if tool.name == "resizer" else PEER_QUALITIES).get(row.format)
        task = Task(row.inputs, outputs, row.widths, row.format, self.arguments.workers, number)
        return Entry(tool.name, tool, task)

    def judge(self, task, butteraugli_files=0):
        return quality.judge(task, os.path.join(self.folder, "references"), self.arguments.workers, butteraugli_files)

    def measure(self, row, entries):
        """(results, notes) of entries, resizer's first."""
        rounds = min(self.arguments.rounds, row.most_rounds or self.arguments.rounds)
        costs, failures = in_turns(entries, rounds, row.repeats)
        notes = [f"{name}: {reason}" for name, reason in failures.items()]
        results = []
        for entry in entries:
            is_judged = entry.tool.name != FLOOR and quality.available()
            if entry.name in failures:
                continue
            missing, count = entry.task.missing_count() if entry.tool.writes else 0, len(entry.task.files())
            is_shown = missing <= MOST_MISSING * count
            if missing:
                left_out = "" if is_shown else ", and is left out"
                notes.append(f"{entry.name}: made {count - missing} of {count} files{left_out}")
            if is_shown:
                score = self.judge(entry.task, BUTTERAUGLI_FILES) if is_judged else None
                results.append(result_of(entry, costs, score))
        return results, notes

    def raised(self, row, entries, results):
        """(results, notes) of tools at settings of equal quality: fast peers at ours, and us at the fastest peer's."""
        ours, by_name = results[0], {entry.name: entry for entry in entries}
        contenders = [each for each in results[1:] if each.score and min(each.wall_ratio, each.cpu_ratio) < CONTENDER]
        goals = [(each, ours.score) for each in contenders if not reaches(each.score, ours.score)]
        fastest = min(contenders, key=lambda each: each.wall_ratio, default=None)
        if fastest and not reaches(ours.score, fastest.score):
            goals.append((ours, fastest.score))
        found, notes = [], []
        for result, goal in goals:
            raised = raised_to(by_name[result.name], goal, self.judge)
            if raised:
                found.append(raised)
            else:
                lack = goal.ssim - result.score.ssim
                notes.append(f"{result.name}: SSIM lower by {lack:.4f}, whatever its settings")
        if not found:
            return [], notes
        again, more_notes = self.measure(row, [entries[0], *found])
        return again[1:], notes + more_notes

    def compare(self, row):
        entries = [self.entry(tool, row) for tool in self.tools if tool.version and tool.can_do(row)]
        results, notes = self.measure(row, entries)
        if quality.available():
            more, raised_notes = self.raised(row, entries, results)
            results, notes = results + more, notes + raised_notes
        return results, notes


def main():
    arguments = parse_arguments()
    tools = chosen_tools(arguments)
    print(f"{arguments.workers} workers, {arguments.rounds} rounds, load {os.getloadavg()[0]:.2f} at the start")
    for tool in tools:
        print(f"- {tool.name}: {tool.version or 'not installed'}")
    if not quality.available():
        print("- quality: not judged without Pillow, NumPy and SciPy")
    elif not quality.has_butteraugli():
        print("- Butteraugli: not installed")
    print(flush=True)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(arguments, tools, folder)
        for name in arguments.rows:
            print(f"{name} ...", file=sys.stderr)
            try:
                row = ROWS[name](comparison.inputs)
                results, notes = comparison.compare(row)
            except FileNotFoundError as error:
                print(f"{name}: left out, {error.filename} is not installed\n", flush=True)
                continue
            print(section(row.title, results, notes), flush=True)
            lines.append(summary(row.title, results))
    print(markdown(SUMMARY, lines))


if __name__ == "__main__":
    main()
