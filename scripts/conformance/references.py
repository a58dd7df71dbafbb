"""The other programs, each asked for the same: the upright picture at full size, in sRGB, as a PNG."""

import dataclasses
import os
import re
import resource
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT_S = 30
MEMORY_LIMIT_BYTES = 4 << 30
RASTER = ("jpeg", "png", "webp", "tiff")
COMPLAINT = re.compile(
    r"corrupt|premature|truncat|crc|invalid|damag|unexpected end|incorrect|bad |error|broken|inconsistent"
    r"|gave \d+ warnings",
    re.I,
)
# What a program says of files that it was not made for. The last two are of vips, of samples with more than 32 bits,
# and of Python, of a mistake in Pillow.
UNABLE = re.compile(
    r"unsupported|not supported|not configured|not a whole number|cannot identify|no decode delegate|not implement"
    r"|exceeds limit|samples out of range|object has no attribute",
    re.I,
)
# What ImageMagick and libtiff say of tags that they do not know or leave out, and of settings.
HARMLESS = re.compile(
    r"unknown field|incorrect count for field|tag \d+ \(0x|known incorrect sRGB|iCCP: |CRC-checking|deprecat", re.I
)
# The line that sharp puts before warnings.
OF_WARNINGS = "Warning treated as error"


@dataclasses.dataclass
class Reading:
    """What a reference said of a file."""

    reference: str
    decoded: bool
    complained: bool  # it called the file damaged, whether it decoded it or not
    picture: str = None  # a PNG, where it made one that can be compared
    message: str = ""


@dataclasses.dataclass
class Reference:
    name: str
    formats: tuple
    command: object  # (input, output) -> argument list
    compares: object = lambda path: True  # whether its picture of this file says how the file is to be shown
    limits_memory: bool = True

    def read(self, sample, folder):
        output = os.path.join(folder, f"{os.path.basename(sample.staged)}.{self.name}.png")
        done = run(self.command(sample.staged, output), self.limits_memory)
        if done is None:
            return None  # out of time: no judgement
        made = next((path for path in (output, output.replace(".png", "-1.png")) if os.path.exists(path)), None)
        text = complaints_in(done.stderr)
        decoded = made is not None and os.path.getsize(made) > 0
        complained = bool(COMPLAINT.search(text)) if decoded else not UNABLE.search(text)
        picture = made if decoded and self.compares(sample.staged) else None
        return Reading(self.name, decoded, complained, picture, text.strip()[:200])


def complaints_in(text):
    lines = [line for line in text.splitlines() if line.strip() and not HARMLESS.search(line)]
    return "" if all(OF_WARNINGS in line for line in lines) else "\n".join(lines)


def run(command, limits_memory):
    def limit():
        if limits_memory:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))

    try:
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT_S, preexec_fn=limit
        )
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None


def magick_program():
    """ImageMagick goes by several names, and other programs call themselves convert."""
    return shutil.which("magick") or shutil.which("convert-im6.q16")


def magick(program, srgb):
    def command(source, output):
        asked = run([program, source + "[0]", "-format", "%[profile:icc]", "info:"], True)
        has_profile = asked is not None and asked.stdout.strip()
        to_srgb = ["-profile", srgb] if has_profile else ["-colorspace", "sRGB"]
        return [program, source + "[0]", "-auto-orient", *to_srgb, "-strip", "-depth", "8", "PNG32:" + output]

    return command


def is_untransformed(path):
    """avifdec decodes, but does not turn, mirror or crop."""
    info = run(["avifdec", "--info", path], True)
    return info is not None and not re.search(r"\*\s*(irot|imir|clap)", info.stdout)


def script(interpreter, name):
    return lambda source, output: [*interpreter, os.path.join(HERE, name), source, output]


def installed(srgb):
    """The references on this machine, and the names of those that are not."""
    sharp = os.path.join(os.environ.get("SHARP_DIR", "."), "node_modules", "sharp")
    everything = RASTER + ("avif", "heic")
    rows = [
        (True, Reference("Pillow", RASTER, script([sys.executable, "-B"], "read_with_pillow.py"))),
        (magick_program(), Reference("ImageMagick", everything, magick(magick_program(), srgb))),
        (
            shutil.which("vipsthumbnail"),
            Reference(
                "vips",
                everything,
                lambda source, output: [
                    *("vipsthumbnail", "--size", "1000000x1000000>", "--export-profile", "srgb", "-o", output, source),
                ],
                limits_memory=False,
            ),
        ),
        (
            shutil.which("avifdec"),
            Reference(
                "avifdec", ("avif",), lambda source, output: ["avifdec", "-d", "8", source, output], is_untransformed
            ),
        ),
        (
            shutil.which("heif-convert"),
            Reference("heif-convert", ("avif", "heic"), lambda source, output: ["heif-convert", source, output]),
        ),
        (
            shutil.which("djpeg"),
            # Neither turns nor converts colors: it judges damage only.
            Reference(
                "djpeg",
                ("jpeg",),
                lambda source, output: ["djpeg", "-outfile", output, source],
                compares=lambda path: False,
            ),
        ),
        (
            os.path.isdir(sharp),
            Reference("sharp", RASTER + ("avif",), script(["node"], "read_with_sharp.js"), limits_memory=False),
        ),
    ]
    present = [reference for found, reference in rows if found]
    names = {reference.name for reference in present}
    return present, sorted({reference.name for _, reference in rows} - names)
