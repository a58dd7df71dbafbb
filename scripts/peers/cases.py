"""What is measured, on which inputs, and which ratios are wanted."""

import dataclasses
import os
import shutil
import subprocess

from tools import FLOOR


@dataclasses.dataclass
class Case:
    name: str
    inputs: str  # a folder, or one file
    width_px: int
    format: str = "jpeg"
    # How many times our wall time each peer should take; "any": all of them.
    wanted: dict = dataclasses.field(default_factory=dict)
    wanted_cpu: dict = dataclasses.field(default_factory=dict)  # the same of CPU time
    repeats: int = 1
    rounds: int = None  # if fewer than elsewhere


def pixels_of(path):
    """Of a JPEG, from its frame header (ITU-T T.81, B.2.2)."""
    with open(path, "rb") as file:
        data = file.read()
    at = 2
    while not (0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return int.from_bytes(data[at + 5 : at + 7], "big") * int.from_bytes(data[at + 7 : at + 9], "big")


class Inputs:
    """Folders of pictures made from the user's JPEGs by resizer itself, each when it is first asked for."""

    def __init__(self, binary, photos, folder):
        self.binary, self.folder = binary, folder
        self.photos = os.path.join(folder, "photos")
        os.makedirs(self.photos)
        for name in sorted(os.listdir(photos)):
            if name.lower().endswith((".jpg", ".jpeg")):
                shutil.copyfile(os.path.join(photos, name), os.path.join(self.photos, os.path.splitext(name)[0] + ".jpg"))
        if not os.listdir(self.photos):
            raise SystemExit(f"no JPEGs in {photos}")

    def made(self, name, *options):
        target = os.path.join(self.folder, name)
        if not os.path.exists(target):
            always = ["--mode", "parallel", "--quiet", "--log-file", "/dev/null"]
            subprocess.run([self.binary, *always, "--in", self.photos, "--out", target, *options], check=True)
        return target

    def converted(self, image_format):
        return self.made(image_format, "--format", image_format, "--width", "2400", "--no-upscale")

    def twelve_megapixels(self):
        """The photo that is nearest to it."""
        photos = [os.path.join(self.photos, name) for name in sorted(os.listdir(self.photos))]
        return min(photos, key=lambda path: abs(12e6 - pixels_of(path)))

    def thumbnails(self, count):
        target = os.path.join(self.folder, "thumbnails")
        small = self.made("small", "--width", "320", "--height", "240", "--fit", "cover")
        names = sorted(os.listdir(small))
        os.makedirs(target, exist_ok=True)
        for index in range(count):
            copy = os.path.join(target, f"{index:04}.jpg")
            if not os.path.exists(copy):
                shutil.copyfile(os.path.join(small, names[index % len(names)]), copy)
        return target


JPEG_RATIOS = {"Pillow, draft": 1.4, "sharp": 1.8, "vipsthumbnail": 2.5}

# Each case is made when its turn comes.
CASES = {
    "jpeg-200": lambda inputs: Case("JPEG to 200 px", inputs.photos, 200, wanted=JPEG_RATIOS),
    "jpeg-800": lambda inputs: Case(
        "JPEG to 800 px", inputs.photos, 800, wanted=JPEG_RATIOS, wanted_cpu={FLOOR: 1 / 1.35}
    ),
    "jpeg-1920": lambda inputs: Case("JPEG to 1920 px", inputs.photos, 1920, wanted=JPEG_RATIOS),
    "png-800": lambda inputs: Case("PNG to 800 px", inputs.converted("png"), 800, "png", {"sharp": 1.3}),
    "webp-800": lambda inputs: Case("WebP to 800 px", inputs.converted("webp"), 800, "webp", {"any": 1.15}),
    "one": lambda inputs: Case(
        "one JPEG of 12 MP to 800 px", inputs.twelve_megapixels(), 800, wanted={"vipsthumbnail": 2}, repeats=5
    ),
    "small": lambda inputs: Case(
        "5,000 JPEGs of 320x240 to 160 px", inputs.thumbnails(5000), 160, wanted={"Pillow, draft": 2}, rounds=3
    ),
}
