"""What a tool takes to reach the quality of another: its settings raised, one after the other."""

import dataclasses
import sys

from measure import run_entry

TOLERANCE = 0.0005  # of SSIM: what counts as the same quality
STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)  # that are added to the quality number
FIRST_STEPS = 3  # of these, before anything else is raised


@dataclasses.dataclass
class Entry:
    """A tool with what it is to do."""

    name: str
    tool: object
    task: object

    @property
    def is_raised(self):
        return self.name != self.tool.name

    def with_settings(self, words, **changes):
        task = dataclasses.replace(self.task, outputs=f"{self.task.outputs}-raised", **changes)
        return Entry(f"{self.tool.name}: {words}", self.tool, task)


def raised_settings(entry):
    """The entry with settings of better and better quality, the cheap ones first.

    A slightly higher number for the encoder, then better resampling, then that with higher and higher numbers.
    """
    tool, quality = entry.tool, entry.task.quality
    numbers = [quality + step for step in STEPS if quality + step <= tool.highest_quality] if quality else []
    for number in numbers[:FIRST_STEPS] if tool.careful else numbers:
        yield entry.with_settings(f"quality {number}", quality=number)
    if tool.careful:
        yield entry.with_settings(tool.careful, careful=True)
        for number in numbers:
            yield entry.with_settings(f"{tool.careful}, quality {number}", careful=True, quality=number)


def reaches(score, other):
    return score.ssim >= other.ssim - TOLERANCE


def raised_to(entry, score, judge):
    """The first of these that has the quality of the score, or None."""
    for raised in raised_settings(entry):
        try:
            run_entry(raised, 1)
        except RuntimeError as error:
            print(f"{raised.name}: {error}", file=sys.stderr)
            continue
        if reaches(judge(raised.task), score):
            return raised
    return None
