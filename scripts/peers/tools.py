"""The tools that are compared: what each can do, and whether it is here."""

import dataclasses
import os
import shutil
import subprocess
import sys

from commands import ffmpeg, imgp, magick, program, resizer, scaled_decode, vipsthumbnail

FLOOR = "libjpeg-turbo, decoding only"
PEERS_DIR = os.environ["PEERS_DIR"]
BUN = os.path.join(PEERS_DIR, "node_modules/.bin/bun")
# libvips turns an effort into the speed of libaom, which is 9 less that: the speed that resizer has.
AVIF_EFFORT = 1


@dataclasses.dataclass
class Tool:
    name: str
    version: str  # None if it is not installed
    command: object  # Task -> argument list
    reads: str  # formats, as are these
    writes: str
    converts: bool = True  # else the output has the format of the input
    careful: str = None  # the settings of better quality, if it has any
    highest_quality: int = 97
    env: dict = dataclasses.field(default_factory=dict)

    def can_do(self, row):
        if self.name == FLOOR:
            return row.inputs_format == row.format == "jpeg" and not os.path.isfile(row.inputs)
        known = row.inputs_format in self.reads.split() and row.format in self.writes.split()
        return known and (self.converts or row.inputs_format == row.format)


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return None
    text = (done.stdout + done.stderr).strip().splitlines()
    return text[0] if done.returncode == 0 and text else None


def npm_version(name):
    package = os.path.join(PEERS_DIR, "node_modules", name, "package.json")
    return first_line(["node", "-p", f"require({package!r}).version"])


def sharp_version():
    sharp = os.path.join(PEERS_DIR, "node_modules/sharp")
    return first_line(["node", "-p", f"const v = require({sharp!r}).versions; v.sharp + ' with libvips ' + v.vips"])


def bun_version():
    return first_line([BUN, "-e", "Bun.Image && console.log(Bun.version)"])


def python_version(module):
    return first_line([sys.executable, "-c", f"import {module}; print({module}.__version__)"])


def imgp_version():
    if not shutil.which("imgp"):
        return None
    done = subprocess.run(["imgp", "--help"], capture_output=True, text=True)
    return next((line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Version")), None)


def all_tools(binary):
    floor = os.path.join(os.path.dirname(os.path.abspath(binary)), "tests/performance/scaled_decode")
    node, python = ["node"], [sys.executable]
    mogrify = first_line(["mogrify", "-version"]) if shutil.which("mogrify") else None
    vips = first_line(["vipsthumbnail", "--version"])
    web, read, still = "jpeg png webp", "jpeg png webp tiff avif", "jpeg png webp tiff"
    one_thread = {"VIPS_CONCURRENCY": "1"}
    unhinted = "full decode"
    return [
        Tool("resizer", first_line([binary, "--version"]), resizer(binary), f"{read} heic", read),
        Tool("sharp", sharp_version(), program(node, "sharp.js"), read, read, careful="fastShrinkOnLoad off"),
        Tool("sharp, effort 1", sharp_version(), program(node, "sharp.js", AVIF_EFFORT), read, "avif"),
        Tool("Bun.Image", bun_version(), program([BUN], "bun.js"), web, web),
        Tool("imgkit", npm_version("imgkit"), program(node, "imgkit.js"), still, web, careful="full decode, lanczos3"),
        Tool("@napi-rs/image", npm_version("@napi-rs/image"), program(node, "napi_image.js"), read, f"{web} avif",
             careful="resize()"),
        Tool("Pillow, draft", python_version("PIL"), program(python, "pillow.py"), still, still, careful=unhinted),
        Tool("imgp", imgp_version(), imgp, "jpeg png", "jpeg png", converts=False, highest_quality=95),
        Tool("OpenCV, reduced", python_version("cv2"), program(python, "opencv.py"), still, still, careful=unhinted),
        Tool("vipsthumbnail", vips, vipsthumbnail(), f"{read} heic", read, env=one_thread),
        Tool("vipsthumbnail, effort 1", vips, vipsthumbnail(AVIF_EFFORT), f"{read} heic", "avif", env=one_thread),
        Tool("ffmpeg", first_line(["ffmpeg", "-version"]), ffmpeg, read, read, careful="lanczos, accurate"),
        Tool("GraphicsMagick", first_line(["gm", "version"]), magick(["gm", "mogrify"]), f"{read} heic", still,
             careful=unhinted, env={"OMP_NUM_THREADS": "1"}),
        Tool("ImageMagick", mogrify, magick(["mogrify"]), f"{read} heic", read,
             careful=unhinted, env={"MAGICK_THREAD_LIMIT": "1"}),
        Tool(FLOOR, floor if os.path.exists(floor) else None, scaled_decode(floor), "jpeg", ""),
    ]
