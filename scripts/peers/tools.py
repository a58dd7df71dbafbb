"""How each tool is asked for the same: all pictures of a folder, upright, to a width, never enlarged."""

import dataclasses
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp"}
# For resizer its defaults: its WebP of 78 is as large as that of the others at 80.
FLOOR = "libjpeg-turbo, decoding only"
QUALITIES = {"jpeg": 85, "webp": 80, "png": None}


@dataclasses.dataclass
class Task:
    """What a tool is to do; `inputs` is a folder, or one file."""

    inputs: str
    outputs: str
    width_px: int
    format: str
    workers: int


@dataclasses.dataclass
class Tool:
    name: str
    version: str  # None if it is not installed
    command: object  # Task -> argument list
    env: dict = dataclasses.field(default_factory=dict)
    writes: bool = True


def files_of(task):
    if os.path.isfile(task.inputs):
        return [task.inputs]
    return sorted(os.path.join(task.inputs, name) for name in os.listdir(task.inputs))


def in_parallel(task, command):
    """The command over all files, named from their folder, as many processes at once as there are workers."""
    if os.path.isfile(task.inputs):
        folder, name = os.path.split(task.inputs)
        return ["sh", "-c", 'cd "$1"; shift; exec "$@"', "sh", folder, *command, name]
    share = max(1, min(8, len(files_of(task)) // task.workers))
    feed = 'cd "$1"; shift; find . -type f -printf "%P\\0" | sort -z | xargs -0 "$@"'
    return ["sh", "-c", feed, "sh", task.inputs, "-P", str(task.workers), "-n", str(share), *command]


def vipsthumbnail(task):
    saving = {"jpeg": "[Q=85,strip]", "webp": "[Q=80,strip]", "png": "[strip]"}[task.format]
    name = f"{task.outputs}/%s.{EXTENSIONS[task.format]}{saving}"
    return in_parallel(task, ["vipsthumbnail", "--size", f"{task.width_px}x>", "-o", name])


def magick(program):
    def command(task):
        hint = f"{task.width_px * 2}x{task.width_px * 2}"
        target = ["-path", task.outputs] if program[0] == "mogrify" else ["-output-directory", task.outputs]
        sizing = ["-define", f"jpeg:size={hint}"] if program[0] == "mogrify" else ["-size", hint]
        quality = ["-quality", str(QUALITIES[task.format])] if QUALITIES[task.format] else []
        resize = ["-auto-orient", "-thumbnail", f"{task.width_px}x>"]
        return in_parallel(task, [*program, *sizing, *target, *resize, *quality])

    return command


def script(interpreter, name):
    def command(task):
        quality = QUALITIES[task.format] or 0
        arguments = [task.outputs, str(task.width_px), str(quality), str(task.workers), task.inputs]
        return [interpreter, *(["-B"] if name.endswith(".py") else []), os.path.join(HERE, name), *arguments]

    return command


def resizer(binary):
    def command(task):
        mode = ["--mode", "sequential"] if os.path.isfile(task.inputs) else ["--mode", "parallel", "-j", str(task.workers)]
        options = ["--width", str(task.width_px), "--no-upscale", "--keep", "none", "--quiet", "--log-file", "/dev/null"]
        return [binary, *mode, *options, "--in", task.inputs, "--out", task.outputs]

    return command


def scaled_decode(binary):
    def command(task):
        return in_parallel(task, [binary, str(task.width_px)])

    return command


def first_line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return None
    text = (done.stdout + done.stderr).strip().splitlines()
    return text[0] if done.returncode == 0 and text else None


def sharp_version():
    asked = "const s = require(require('path').join(process.env.SHARP_DIR || '.', 'node_modules/sharp'));"
    return first_line(["node", "-e", asked + "console.log(s.versions.sharp, 'with libvips', s.versions.vips)"])


def pillow_version():
    return first_line([sys.executable, "-c", "import PIL; print(PIL.__version__)"])


def all_tools(binary):
    floor = os.path.join(os.path.dirname(os.path.abspath(binary)), "tests/performance/scaled_decode")
    magick_version = first_line(["mogrify", "-version"]) if shutil.which("mogrify") else None
    return [
        Tool("resizer", first_line([binary, "--version"]), resizer(binary)),
        Tool("sharp", sharp_version(), script("node", "sharp_folder.js")),
        Tool("Pillow, draft", pillow_version(), script(sys.executable, "pillow_folder.py")),
        Tool("vipsthumbnail", first_line(["vipsthumbnail", "--version"]), vipsthumbnail, {"VIPS_CONCURRENCY": "1"}),
        Tool("GraphicsMagick", first_line(["gm", "version"]), magick(["gm", "mogrify"]), {"OMP_NUM_THREADS": "1"}),
        Tool("ImageMagick", magick_version, magick(["mogrify"]), {"MAGICK_THREAD_LIMIT": "1"}),
        Tool(FLOOR, floor if os.path.exists(floor) else None, scaled_decode(floor), writes=False),
    ]
