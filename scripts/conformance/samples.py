"""The files that are judged: every image in the given folders, under a unique name in one staging folder."""

import dataclasses
import os
import shutil

MAGIC_BYTES = 32
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "tiff": "tif", "avif": "avif", "heic": "heic"}
AVIF_BRANDS = (b"avif", b"avis")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


@dataclasses.dataclass
class Sample:
    path: str  # where it was found
    staged: str  # a copy under a unique name
    format: str


def format_of(head):
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    if head[4:8] == b"ftyp":
        if head[8:12] in AVIF_BRANDS:
            return "avif"
        if head[8:12] in HEIC_BRANDS:
            return "avif" if any(brand in head[16:] for brand in AVIF_BRANDS) else "heic"
    return None


def files_in(places):
    for place in places:
        if os.path.isfile(place):
            yield place
        for folder, subfolders, names in os.walk(place):
            subfolders.sort()
            for name in sorted(names):
                yield os.path.join(folder, name)


def collect(places, staging):
    """One Sample for each file whose first bytes are those of a format that resizer reads."""
    samples = []
    for path in files_in(places):
        if os.path.islink(path) or not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            format_ = format_of(file.read(MAGIC_BYTES))
        if format_ is None:
            continue
        staged = os.path.join(staging, f"{len(samples):05}.{EXTENSIONS[format_]}")
        shutil.copyfile(path, staged)
        samples.append(Sample(path, staged, format_))
    return samples
