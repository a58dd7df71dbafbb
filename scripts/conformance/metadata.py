"""Whether --keep all kept what exiftool finds in the input."""

import json
import shutil
import subprocess

# What a resized picture must still say. Orientation is 1 or gone once it is applied.
KEPT = (
    ("EXIF", ("ExifIFD:DateTimeOriginal", "IFD0:Make", "IFD0:Model", "IFD0:Artist", "IFD0:Copyright")),
    ("GPS", ("GPS:GPSLatitude", "GPS:GPSLongitude")),
    ("IPTC", ("IPTC:Keywords", "IPTC:Caption-Abstract", "IPTC:By-line", "IPTC:ObjectName")),
    ("XMP", ("XMP-dc:Title", "XMP-dc:Creator", "XMP-dc:Subject", "XMP-xmp:Rating", "XMP-xmp:CreatorTool")),
    ("ICC", ("ICC_Profile:ProfileDescription",)),
)
WARNED_BY = {"IPTC": "iptc_dropped", "EXIF": "exif_dropped", "GPS": "exif_dropped", "XMP": "xmp_dropped"}
UPRIGHT = (None, 1)


def read_all(paths):
    """{path: tags}; empty where exiftool is missing."""
    if not paths or not shutil.which("exiftool"):
        return {}
    asked = [tag for _, tags in KEPT for tag in tags] + ["IFD0:Orientation", "XMP-tiff:Orientation"]
    command = ["exiftool", "-j", "-n", "-G1", "-m", "-q", *(f"-{tag}" for tag in asked), "-@", "-"]
    done = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, errors="replace")
    return {entry.pop("SourceFile"): entry for entry in json.loads(done.stdout or "[]")}


def finding(before, after, warnings):
    """What is missing or untrue, in words; None if nothing is."""
    for group, tags in KEPT:
        if WARNED_BY.get(group) in warnings or (group == "ICC" and "profile_dropped" in warnings):
            continue
        lost = [tag for tag in tags if before.get(tag) not in (None, "") and before[tag] != after.get(tag)]
        if group == "ICC" and "sRGB" in str(after.get(tags[0])):
            continue  # converted, as CMYK is: the colors are compared elsewhere
        if lost:
            return f"{lost[0]} was {str(before[lost[0]])[:40]!r}, is {str(after.get(lost[0]))[:40]!r}"
    for tag in ("IFD0:Orientation", "XMP-tiff:Orientation"):
        if after.get(tag) not in UPRIGHT:
            return f"{tag} is still {after[tag]}"
    return None
