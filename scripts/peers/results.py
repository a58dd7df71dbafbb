"""What a row of the comparison came to, as text."""

import dataclasses
import os

from equal_quality import reaches
from table import markdown
from tools import FLOOR

TARGET = 1.5  # times our time: what the fastest peer should take
HEADER = ["tool", "wall s", "CPU s", "times our wall", "times our CPU", "peak MB", "MB out", "SSIM", "Butteraugli"]
SUMMARY = ["row", "fastest by wall", "by CPU", "no lower quality, by wall", "by CPU", f"target {TARGET}"]


@dataclasses.dataclass
class Result:
    name: str
    cost: object
    wall_ratio: float  # to resizer's, of the same turns
    cpu_ratio: float
    score: object = None  # none if not judged
    out_mb: float = 0
    is_raised: bool = False  # in its quality

    def cells(self):
        ratios = ["", ""] if self.name == "resizer" else [f"{self.wall_ratio:.2f}", f"{self.cpu_ratio:.2f}"]
        cells = [self.name, f"{self.cost.wall_s:.3f}", f"{self.cost.cpu_s:.3f}", *ratios, f"{self.cost.peak_mb:.0f}"]
        cells.append(f"{self.out_mb:.2f}" if self.out_mb else "")
        cells.append(f"{self.score.ssim:.4f}" if self.score else "")
        return cells + [f"{self.score.butteraugli:.3f}" if self.score and self.score.butteraugli is not None else ""]


def size_of(folder):
    return sum(os.path.getsize(os.path.join(inner, name)) for inner, _, names in os.walk(folder) for name in names)


def result_of(entry, costs, score):
    cost, ours = costs[entry.name], costs["resizer"]
    ratios = cost.wall_s / ours.wall_s, cost.cpu_s / ours.cpu_s
    return Result(entry.name, cost, *ratios, score, size_of(entry.task.outputs) / 1e6, entry.is_raised)


def best(results, ratio):
    return min(results, key=lambda result: getattr(result, ratio), default=None)


def cell_of(result, ratio):
    return f"{getattr(result, ratio):.2f} {result.name}" if result else "none"


def verdict(ours, peers, equals):
    """Whether we are so much faster than every peer whose quality is not below ours."""
    if not peers:
        return "no peer"
    slower = [ratio for ratio in ("wall_ratio", "cpu_ratio") if any(getattr(peer, ratio) < TARGET for peer in equals)]
    words = {0: "met", 1: "met in CPU only" if "wall_ratio" in slower else "met in wall only", 2: "missed"}[len(slower)]
    fastest = best([peer for peer in peers if not peer.is_raised], "wall_ratio")
    is_better = fastest.score and not reaches(ours.score, fastest.score)
    return words + (f"; {fastest.name} has a higher SSIM" if is_better else "")


def summary(title, results):
    """One line of the summary: the fastest peers of any quality, and of those whose quality is not below ours."""
    ours = results[0]
    peers = [result for result in results[1:] if result.name != FLOOR and not result.name.startswith("resizer")]
    equals = [peer for peer in peers if ours.score is None or reaches(peer.score, ours.score)]
    groups = [[peer for peer in peers if not peer.is_raised], equals]
    cells = [cell_of(best(group, ratio), ratio) for group in groups for ratio in ("wall_ratio", "cpu_ratio")]
    return [title, *cells, verdict(ours, peers, equals)]


def section(title, results, notes):
    """A row's own table."""
    lines = [f"### {title}", "", markdown(HEADER, [result.cells() for result in results]), ""]
    cells = summary(title, results)
    lines.append("; ".join(f"{name}: {cell}" for name, cell in zip(SUMMARY[1:], cells[1:])) + ".")
    return "\n".join(lines + [f"- {note}" for note in notes]) + "\n"
