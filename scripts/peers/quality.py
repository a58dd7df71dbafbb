"""How near outputs are to a full-size decode, resampled by Pillow's Lanczos: PSNR (RGB) and SSIM of luma.

The reference is not rounded to whole levels, as Pillow's own results are after each direction: flat areas would be
compared with Pillow's roundings.

SSIM: Wang, Bovik, Sheikh, Simoncelli 2004, with a Gaussian window of sigma 1.5.
"""

import importlib.util
import multiprocessing
import os

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601


def available():
    return all(importlib.util.find_spec(name) for name in ("numpy", "scipy", "PIL"))


def psnr_db(a, b):
    import numpy as np

    return 10 * np.log10(255**2 / max(((a - b) ** 2).mean(), 1e-9))


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


def resampled(full, size):
    import numpy as np
    from PIL import Image

    channels = [channel.convert("F").resize(size, Image.LANCZOS) for channel in full.split()]
    return np.clip(np.stack([np.asarray(channel, float) for channel in channels], axis=2), 0, 255)


def judge(inputs, output_dirs, limit=50):
    """{folder: (mean PSNR, mean SSIM)} over the first `limit` inputs.

    In a process of its own: what it holds would count as the peak memory of every program that is started later.
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(judge_here, (inputs, output_dirs, limit))


def judge_here(inputs, output_dirs, limit):
    import numpy as np
    from PIL import Image, ImageOps

    scores = {folder: [] for folder in output_dirs}
    for path in inputs[:limit]:
        full = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        references = {}
        for folder, rows in scores.items():
            output = Image.open(os.path.join(folder, os.path.basename(path))).convert("RGB")
            if output.size not in references:
                references[output.size] = resampled(full, output.size)
            a, b = references[output.size], np.asarray(output).astype(float)
            rows.append((psnr_db(a, b), ssim(a @ LUMA, b @ LUMA)))
    return {folder: tuple(map(float, np.mean(rows, axis=0))) for folder, rows in scores.items()}
