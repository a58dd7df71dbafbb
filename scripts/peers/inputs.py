"""The pictures that tools are given: the user's photos, and what is made of them, each when it is first asked for."""

import concurrent.futures
import functools
import os
import shutil
import subprocess

CONVERTED_PX = 2400  # the width of photos in other formats


def jpeg_size(path):
    """As stored, from the frame header (ITU-T T.81, B.2.2)."""
    with open(path, "rb") as file:
        data = file.read()
    at = 2
    while not (0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")


def files_in(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder))


class Inputs:
    def __init__(self, binary, photos, folder, workers, most_photos=None, small_count=5000):
        self.binary, self.folder, self.workers, self.small_count = binary, folder, workers, small_count
        found = [path for path in files_in(photos) if path.lower().endswith((".jpg", ".jpeg"))]
        if not found:
            raise SystemExit(f"no JPEGs in {photos}")
        most = min(most_photos or len(found), len(found))
        self.all_photos = [found[index * len(found) // most] for index in range(most)]

    def new_folder(self, name):
        """Its path, and whether it is still to be filled."""
        path = os.path.join(self.folder, name)
        is_new = not os.path.exists(path)
        os.makedirs(path, exist_ok=True)
        return path, is_new

    def photos(self, over_px):
        """Those whose shorter side is longer: resizer would copy what need not shrink, where others encode it again."""
        folder, is_new = self.new_folder(f"photos-{over_px}")
        if is_new:
            for path in self.all_photos:
                if min(jpeg_size(path)) > over_px:
                    shutil.copyfile(path, os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".jpg"))
            if not os.listdir(folder):
                raise SystemExit(f"no photo is larger than {over_px} px")
        return folder

    def resized(self, name, source, *options):
        target, is_new = self.new_folder(name)
        if is_new:
            always = ["--mode", "parallel", "-j", str(self.workers), "--quiet", "--log-file", "/dev/null"]
            subprocess.run([self.binary, *always, "--in", source, "--out", target, *options], check=True)
        return target

    def converted(self, image_format, *options):
        size = ["--width", str(CONVERTED_PX), "--no-upscale"]
        return self.resized(image_format, self.photos(800), "--format", image_format, *size, *options)

    def made(self, name, source, command_for):
        """A folder with what commands make of each file of another, several at once."""
        target, is_new = self.new_folder(name)
        if is_new:
            commands = [command_for(path, target) for path in files_in(source)]
            with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
                list(pool.map(functools.partial(subprocess.run, check=True, capture_output=True), commands))
        return target

    def heic(self):
        """By x265, which resizer does not have: one picture in a file, not the tiles that phones write."""

        def command(path, target):
            name = os.path.splitext(os.path.basename(path))[0] + ".heic"
            return ["heif-enc", "-q", "60", "-p", "preset=ultrafast", "-o", os.path.join(target, name), path]

        return self.made("heic", self.converted("jpeg", "--quality", "95"), command)

    def transcoded(self, name, *options):
        """Losslessly, by jpegtran."""

        def command(path, target):
            outfile = os.path.join(target, os.path.basename(path))
            return ["jpegtran", "-copy", "all", *options, "-outfile", outfile, path]

        return self.made(name, self.photos(800), command)

    def twelve_megapixels(self):
        """The photo that is nearest to it."""

        def distance(path):
            width_px, height_px = jpeg_size(path)
            return abs(12e6 - width_px * height_px)

        return min(files_in(self.photos(800)), key=distance)

    def small(self):
        small = files_in(self.resized("small", self.photos(0), "--width", "320", "--height", "240", "--fit", "cover"))
        target, is_new = self.new_folder("thumbnails")
        if is_new:
            for index in range(self.small_count):
                shutil.copyfile(small[index % len(small)], os.path.join(target, f"{index:04}.jpg"))
        return target
