"""Resizes files with Pillow, several processes at once, JPEG in its draft mode.

usage: pillow_folder.py OUTPUT_DIR WIDTH QUALITY WORKERS FOLDER_OR_FILE
"""

import functools
import multiprocessing
import os
import sys

from PIL import Image, ImageOps

ORIENTATION = 0x0112


def resize(path, outputs, width_px, quality):
    picture = Image.open(path)
    box = (width_px, 1_000_000)
    if picture.getexif().get(ORIENTATION, 1) >= 5:
        box = box[::-1]
    picture.thumbnail(box, Image.LANCZOS)
    picture = ImageOps.exif_transpose(picture)
    picture.save(os.path.join(outputs, os.path.basename(path)), **({"quality": quality} if quality else {}))


def main(outputs, width, quality, workers, inputs):
    job = functools.partial(resize, outputs=outputs, width_px=int(width), quality=int(quality))
    if os.path.isfile(inputs):
        return job(inputs)
    with multiprocessing.Pool(int(workers)) as pool:
        pool.map(job, [os.path.join(inputs, name) for name in os.listdir(inputs)], chunksize=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
