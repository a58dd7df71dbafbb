#!/usr/bin/python3
"""Aliasing of resizer beside that of Pillow's Lanczos, on patterns that no output can show.

    scripts/peers/aliasing.py build/release/resizer

Prints the root mean square, in levels of 8 bits, of what should be flat gray: a zone plate beyond 1.25 times the
output's finest waves, and a checkerboard of single pixels. Of JPEG, "full" resamples the full decode, while resizer by
default and Pillow's draft mode let the decoder shrink. Needs python3-pil and python3-numpy.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

FROM_PX = 1024
MARGIN_PX = 6


def zone_plate():
    axis = np.arange(FROM_PX) + 0.5 - FROM_PX / 2
    phase = np.pi * (axis[:, None] ** 2 + axis[None, :] ** 2) / FROM_PX
    return np.round(127.5 + 127.5 * np.cos(phase)).astype(np.uint8)


def checkerboard():
    axis = np.arange(FROM_PX)
    return ((axis[:, None] + axis[None, :]) % 2 * 255).astype(np.uint8)


def aliasing(picture, is_zone_plate):
    size = picture.shape[0]
    ratio = FROM_PX / size
    axis = (np.arange(size) + 0.5) * ratio - FROM_PX / 2
    counted = np.zeros((size, size), bool)
    counted[MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX] = True
    if is_zone_plate:
        counted &= np.hypot(axis[:, None], axis[None, :]) >= 1.25 * FROM_PX / 2 / ratio
    return np.sqrt(np.mean((picture.astype(float)[counted] - 127.5) ** 2))


def resize(program, file, width, folder, *options):
    out = folder / "out"
    subprocess.run([program, "--in", file, "--out", out, "--width", str(width), "--mode", "sequential", "--quiet",
                    "--format", "png", "--log-level", "off", *options], check=True, cwd=folder)
    return np.asarray(Image.open(out / (file.stem + ".png")).convert("L"))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    columns = ("resizer", "full", "Pillow", "draft")
    print(f"{'format':6} {'pattern':12} {'px':>4} " + " ".join(f"{column:>8}" for column in columns))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for extension, options in (("png", {}), ("jpg", {"quality": 95})):
            for pattern in (zone_plate, checkerboard):
                file = folder / f"{pattern.__name__}.{extension}"
                Image.fromarray(pattern()).save(file, **options)
                for width in (700, 512, 300, 170, 128, 85):
                    draft = Image.open(file)
                    draft.draft("L", (width, width))
                    pictures = (resize(program, file, width, folder),
                                resize(program, file, width, folder, "--shrink-on-load", "off"),
                                Image.open(file).resize((width, width), Image.LANCZOS),
                                draft.resize((width, width), Image.LANCZOS))
                    levels = (aliasing(np.asarray(picture), pattern is zone_plate) for picture in pictures)
                    print(f"{extension:6} {pattern.__name__:12} {width:4} " + " ".join(f"{x:8.2f}" for x in levels))


if __name__ == "__main__":
    main()
