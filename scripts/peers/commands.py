"""The command by which each tool does a task."""

import dataclasses
import json
import os
import shlex

from task import EXTENSIONS

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")
AVIF_SPEED = 8  # of libaom and rav1e: what resizer has


def resizer(binary):
    def command(task):
        pool = ["--mode", "parallel", "-j", str(task.workers)]
        mode = ["--mode", "sequential"] if os.path.isfile(task.inputs) else pool
        widths = ",".join(map(str, task.widths))
        options = ["--width", widths, "--format", task.format, "--no-upscale", "--keep", "none"]
        options += ["--quality", str(task.quality)] if task.quality else []
        options += ["--quiet", "--log-file", "/dev/null", "--in", task.inputs, "--out", task.outputs]
        return [binary, *mode, *options]

    return command


def program(interpreter, name, effort=None):
    """A program of this folder around a library."""

    def command(task):
        job = {**dataclasses.asdict(task), "effort": effort, "speed": AVIF_SPEED}
        options = ["-B"] if name.endswith(".py") else []
        return [*interpreter, *options, os.path.join(PROGRAMS, name), json.dumps(job)]

    return command


def in_parallel(task, command):
    """The command over all files, named from their folder, as many processes at once as there are workers."""
    if os.path.isfile(task.inputs):
        folder, name = os.path.split(task.inputs)
        return ["sh", "-c", 'cd "$1"; shift; exec "$@"', "sh", folder, *command, name]
    share = max(1, min(8, len(task.files()) // task.workers))
    feed = 'cd "$1"; shift; find . -type f -printf "%P\\0" | sort -z | xargs -0 "$@"'
    return ["sh", "-c", feed, "sh", task.inputs, "-P", str(task.workers), "-n", str(share), *command]


def one_width_at_a_time(command_for):
    """For tools that make one size in a run: a run for each, into a folder of its own."""

    def command(task):
        if len(task.widths) == 1:
            return command_for(task)
        tasks = [
            dataclasses.replace(task, widths=[width_px], outputs=os.path.join(task.outputs, str(width_px)))
            for width_px in task.widths
        ]
        runs = [f"mkdir {shlex.quote(each.outputs)} && {shlex.join(command_for(each))}" for each in tasks]
        return ["sh", "-c", " && ".join(runs)]

    return command


def vipsthumbnail(effort=None):
    @one_width_at_a_time
    def command(task):
        saving = ["strip"] + ([f"Q={task.quality}"] if task.quality else [])
        if task.format == "avif":
            saving += ["bitdepth=8", "subsample-mode=on"] + ([f"effort={effort}"] if effort is not None else [])
        name = f"{task.outputs}/%s.{EXTENSIONS[task.format]}[{','.join(saving)}]"
        return in_parallel(task, ["vipsthumbnail", "--size", f"{task.widths[0]}x>", "-o", name])

    return command


def magick(program):
    """ImageMagick or GraphicsMagick, which lets the JPEG decoder shrink to twice the size unless careful."""
    is_graphics_magick = program[0] == "gm"

    @one_width_at_a_time
    def command(task):
        twice = f"{task.widths[0] * 2}x{task.widths[0] * 2}"
        hint = ["-size", twice] if is_graphics_magick else ["-define", f"jpeg:size={twice}"]
        target = ["-output-directory" if is_graphics_magick else "-path", task.outputs]
        target += ["-format", EXTENSIONS[task.format]]
        quality = ["-quality", str(task.quality)] if task.quality else []
        strip = ["+profile", "*"] if is_graphics_magick else []  # -thumbnail leaves EXIF in
        resize = ["-auto-orient", "-thumbnail", f"{task.widths[0]}x>", *strip]
        return in_parallel(task, [*program, *([] if task.careful else hint), *target, *resize, *quality])

    return command


@one_width_at_a_time
def imgp(task):
    """It has one process for each core, and writes beside its inputs or over them: copies, that is."""
    script = 'cp -r "$1" "$2" && shift 2 && exec imgp -m -w "$@" >/dev/null'
    inputs = task.inputs if os.path.isfile(task.inputs) else os.path.join(task.inputs, ".")
    options = ["-x", f"{task.widths[0]}x0", *(["-q", str(task.quality)] if task.quality else [])]
    return ["sh", "-c", script, "sh", inputs, task.outputs, *options, task.outputs]


def ffmpeg_encoder(task):
    if task.format == "jpeg":
        return ["-q:v", f"{max(1, (100 - task.quality) // 5)}", "-qmin", "1"]
    if task.format == "webp":
        return ["-c:v", "libwebp", "-quality", str(task.quality)]
    if task.format == "avif":
        crf = round((100 - task.quality) * 63 / 100)  # as libheif turns a quality into libaom's levels
        aom = ["-c:v", "libaom-av1", "-still-picture", "1", "-cpu-used", str(AVIF_SPEED)]
        return [*aom, "-crf", str(crf), "-b:v", "0", "-pix_fmt", "yuv420p"]
    return []


def ffmpeg(task):
    """All widths of a file by one process."""
    flags = ":flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp" if task.careful else ""
    count = len(task.widths)
    graph = f"[0:v]split={count}" + "".join(f"[in{k}]" for k in range(count))
    for k, width_px in enumerate(task.widths):
        graph += f";[in{k}]scale=w='min({width_px},iw)':h=-1{flags}[out{k}]"
    one = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", "-i", '"$file"', "-filter_threads", "1"]
    one += ["-filter_complex_threads", "1", "-filter_complex", shlex.quote(graph)]
    for k, width_px in enumerate(task.widths):
        size = f"-{width_px}" if count > 1 else ""
        output = f'{shlex.quote(task.outputs)}/"${{file%.*}}"{size}.{EXTENSIONS[task.format]}'
        one += ["-map", f"'[out{k}]'", "-threads", "1", *ffmpeg_encoder(task), output]
    return in_parallel(task, ["sh", "-c", f'for file; do {" ".join(one)} || exit; done', "sh"])


def scaled_decode(binary):
    def command(task):
        return in_parallel(task, [binary, str(task.widths[0])])

    return command
