"""What a tool is to do."""

import dataclasses
import os

EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "tiff": "tif", "avif": "avif", "heic": "heic"}
# Our defaults, and what is like them: a WebP of 78 is as large as that of others at 80.
OUR_QUALITIES = {"jpeg": 85, "webp": 78, "avif": 60}
PEER_QUALITIES = {**OUR_QUALITIES, "webp": 80}


@dataclasses.dataclass
class Task:
    """All pictures of a folder, or one file, made upright, fit to each width, never enlarged."""

    inputs: str
    outputs: str
    widths: list
    format: str  # of the outputs
    workers: int
    quality: int = None  # None: the format has none
    careful: bool = False  # with the tool's settings of better quality

    def files(self):
        if os.path.isfile(self.inputs):
            return [self.inputs]
        return sorted(os.path.join(self.inputs, name) for name in os.listdir(self.inputs))

    def missing_count(self):
        """How many inputs lack an output."""
        return sum(not all(os.path.exists(output) for output in outputs_of(self, path)) for path in self.files())


def stem_of(path):
    return os.path.splitext(os.path.basename(path))[0]


def output_of(task, path, width_px):
    """Where the result is: some tools name files by their size, others only choose the folder."""
    extension = EXTENSIONS[task.format]
    if len(task.widths) == 1:
        return os.path.join(task.outputs, f"{stem_of(path)}.{extension}")
    by_name = os.path.join(task.outputs, f"{stem_of(path)}-{width_px}.{extension}")
    by_folder = os.path.join(task.outputs, str(width_px), f"{stem_of(path)}.{extension}")
    return by_name if os.path.exists(by_name) else by_folder


def outputs_of(task, path):
    return [output_of(task, path, width_px) for width_px in task.widths]
