"""How near outputs are to the full decode, resampled by Pillow's Lanczos: SSIM of luma, and Butteraugli.

The reference is not rounded to whole levels, as Pillow's own results are after each direction: flat areas would be
compared with Pillow's roundings. A tool that leaves a picture on its side is compared with it on its side.

SSIM: Wang, Bovik, Sheikh, Simoncelli 2004, with a Gaussian window of sigma 1.5. Butteraugli: libjxl's, the 3-norm.
"""

import dataclasses
import hashlib
import importlib.util
import multiprocessing
import os
import re
import shutil
import statistics
import subprocess
import tempfile

from task import outputs_of

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601
MOST_FILES = 50
# Programs that decode what Pillow does not. avifdec fails on profiles that libpng refuses, and colors are compared as
# stored.
DECODERS = {".avif": ["avifdec", "--ignore-icc"], ".heic": ["heif-convert"]}


@dataclasses.dataclass
class Score:
    ssim: float  # 1: the same
    butteraugli: float = None  # 0: the same; about 1: just noticeable


def available():
    return all(importlib.util.find_spec(name) for name in ("numpy", "scipy", "PIL"))


def has_butteraugli():
    return shutil.which("butteraugli_main") is not None


def ssim(a, b):
    from scipy.ndimage import gaussian_filter

    def blur(plane):
        return gaussian_filter(plane, 1.5)

    mean_a, mean_b = blur(a), blur(b)
    var_a, var_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return (
        (2 * mean_a * mean_b + c1) * (2 * covariance + c2) / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2))
    ).mean()


def opened(path):
    """A picture as stored, but for AVIF and HEIC, whose decoders turn it upright."""
    from PIL import Image

    decoder = DECODERS.get(os.path.splitext(path)[1])
    if decoder is None:
        return Image.open(path)
    with tempfile.NamedTemporaryFile(suffix=".png") as decoded:
        subprocess.run([*decoder, path, decoded.name], check=True, capture_output=True)
        picture = Image.open(decoded.name)
        picture.load()
        return picture


def reference(path, size, cache):
    """The input at a size, in floating point, kept for the next who asks."""
    import numpy as np
    from PIL import Image, ImageOps

    key = hashlib.sha256(f"{path} {size}".encode()).hexdigest()[:16]
    kept = os.path.join(cache, f"{key}.npy")
    if not os.path.exists(kept):
        stored = opened(path)
        upright = ImageOps.exif_transpose(stored)
        is_turned_alike = (size[0] > size[1]) == (upright.width > upright.height)
        full = (upright if is_turned_alike else stored).convert("RGB")
        channels = [channel.convert("F").resize(size, Image.LANCZOS) for channel in full.split()]
        np.save(kept, np.clip(np.stack([np.asarray(channel, "f4") for channel in channels], axis=2), 0, 255))
    return np.load(kept)


def write_ppm(path, picture, levels):
    """Of 16 bits where there are more than 255 levels."""
    with open(path, "wb") as file:
        file.write(f"P6\n{picture.shape[1]} {picture.shape[0]}\n{levels}\n".encode())
        file.write((picture * (levels / 255)).round().astype(">u2" if levels > 255 else "u1").tobytes())


def butteraugli(a, b):
    with tempfile.TemporaryDirectory() as folder:
        first, second = os.path.join(folder, "a.ppm"), os.path.join(folder, "b.ppm")
        write_ppm(first, a, 65535)
        write_ppm(second, b, 255)
        done = subprocess.run(["butteraugli_main", first, second], check=True, capture_output=True, text=True)
        return float(re.search(r"3-norm: ([\d.]+)", done.stdout).group(1))


def compare(job):
    """(SSIM, Butteraugli or None) of one output."""
    import numpy as np

    path, output, cache, with_butteraugli = job
    b = np.asarray(opened(output).convert("RGB")).astype("f4")
    a = reference(path, (b.shape[1], b.shape[0]), cache)
    return float(ssim(a @ np.float32(LUMA), b @ np.float32(LUMA))), butteraugli(a, b) if with_butteraugli else None


def judge(task, cache, workers, butteraugli_files=0):
    """The mean score of a task's outputs: SSIM over at most MOST_FILES of them, Butteraugli over a few, evenly spread.

    In processes of their own: what they hold would count as the peak memory of every program that is started later.
    """
    files = task.files()[:MOST_FILES]
    step = max(1, len(files) // max(1, butteraugli_files))
    few = files[::step][:butteraugli_files] if has_butteraugli() else []
    os.makedirs(cache, exist_ok=True)
    outputs = [(path, output) for path in files for output in outputs_of(task, path)]
    jobs = [(path, output, cache, path in few) for path, output in outputs if os.path.exists(output)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        scores = pool.map(compare, jobs, chunksize=max(1, len(task.widths)))
    distances = [distance for _, distance in scores if distance is not None]
    return Score(statistics.mean(each for each, _ in scores), statistics.mean(distances) if distances else None)
