"""Resizes the files of a job with Pillow: one decode of each, a JPEG's in draft mode unless careful."""

from job import JOB, output_path, run
from PIL import Image, ImageOps

ORIENTATION = 0x0112
ANY_HEIGHT = 1_000_000
GAP = None if JOB["careful"] else 2.0  # target sizes that the decoder, and then a box filter, leave to Lanczos
QUALITY = {"quality": JOB["quality"]} if JOB["quality"] else {}


def is_on_its_side(picture):
    return picture.getexif().get(ORIENTATION, 1) >= 5


def decode_for(picture, width_px):
    """What thumbnail() does by itself, where more than one thumbnail is made of a picture."""
    if GAP:
        scale = GAP * width_px / (picture.height if is_on_its_side(picture) else picture.width)
        picture.draft(None, (int(picture.width * scale), int(picture.height * scale)))
    picture.load()


def resize(path):
    picture = Image.open(path)
    several = len(JOB["widths"]) > 1
    if several:
        decode_for(picture, max(JOB["widths"]))
    for width_px in JOB["widths"]:
        box = (ANY_HEIGHT, width_px) if is_on_its_side(picture) else (width_px, ANY_HEIGHT)
        smaller = picture.copy() if several else picture
        smaller.thumbnail(box, Image.LANCZOS, reducing_gap=GAP)
        ImageOps.exif_transpose(smaller).save(output_path(path, width_px), **QUALITY)


if __name__ == "__main__":
    run(resize)
