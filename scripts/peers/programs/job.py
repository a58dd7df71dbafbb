"""What the programs in Python share: each resizes the files of one job, given as JSON, in several processes.

The job is that of job.js.
"""

import json
import multiprocessing
import os
import sys

JOB = json.loads(sys.argv[1])
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "tiff": "tif"}


def output_path(path, width_px):
    stem = os.path.splitext(os.path.basename(path))[0]
    size = f"-{width_px}" if len(JOB["widths"]) > 1 else ""
    return os.path.join(JOB["outputs"], f"{stem}{size}.{EXTENSIONS[JOB['format']]}")


def run(resize):
    """Calls resize(path) for all files."""
    inputs = JOB["inputs"]
    if os.path.isfile(inputs):
        return resize(inputs)
    with multiprocessing.Pool(JOB["workers"]) as pool:
        pool.map(resize, [os.path.join(inputs, name) for name in os.listdir(inputs)], chunksize=1)
