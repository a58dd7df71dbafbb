"""Pictures made of the planes that a file stores, with 4:2:0 chroma brought to full size by a filter of choice.

The standards leave that filter to the decoder, and by hard edges of color the choice alone moves colors further than
decoders may differ. So where resizer and a reference differ, both are compared with what the stored planes give.
"""

import os
import re

import numpy as np
import pictures
import references
from PIL import Image, ImageOps

OURS = Image.LANCZOS
OF_OTHERS = (Image.BOX, Image.BILINEAR)  # repetition, and what libjpeg calls fancy
JPEG_420 = [(2, 2), (1, 1), (1, 1)]
BT601 = (0.299, 0.114)
WEIGHTS = {1: (0.2126, 0.0722), 2: BT601, 5: BT601, 6: BT601, 9: (0.2627, 0.0593)}  # of red and blue, by CICP matrix


def explains(sample, ours, theirs):
    """Whether both are right about the stored planes, within the usual bounds, and only filtered them differently."""
    make = maker_of(sample)
    if make is None or ours.size != theirs.size:
        return False
    alpha = theirs.alpha  # which is compared with ours as well
    are_ours = pictures.difference(ours, make(OURS, alpha)) is None
    return are_ours and any(pictures.difference(theirs, make(filter_, alpha)) is None for filter_ in OF_OTHERS)


def maker_of(sample):
    """(filter, alpha) -> Picture; None for a file of which the planes are not 4:2:0, or not known here."""
    makers = {"jpeg": maker_of_jpeg, "webp": maker_of_webp, "avif": maker_of_avif}
    try:
        return makers[sample.format](sample.staged) if sample.format in makers else None
    except (OSError, SyntaxError, ValueError):
        return None


def at_full_size(plane, size, filter_):
    """Each sample lies amid the four pixels that it belongs to."""
    return np.asarray(Image.fromarray(plane).resize(size, filter_, box=(0, 0, size[0] / 2, size[1] / 2)))


def rgb_of(luma, chroma, weights, filter_):
    """All in levels of 255, with chroma about 0."""
    red_weight, blue_weight = weights
    cb, cr = (at_full_size(plane, luma.shape[::-1], filter_) for plane in chroma)
    red = luma + 2 * (1 - red_weight) * cr
    blue = luma + 2 * (1 - blue_weight) * cb
    green = (luma - red_weight * red - blue_weight * blue) / (1 - red_weight - blue_weight)
    return np.clip(np.stack([red, green, blue], axis=2), 0, 255)


def maker_of_jpeg(path):
    with Image.open(path) as image:
        info, size = image.info, image.size
        is_known = image.format == "JPEG" and [layer[1:3] for layer in image.layer] == JPEG_420
    if not is_known or info.get("adobe_transform") == 0:  # 0: stored as RGB
        return None
    luma = drafted(path, "L", size)
    # At half the size libjpeg has nothing to bring up: these are the samples as stored.
    chroma = drafted(path, "YCbCr", [length // 2 for length in size])[..., 1:] - 128
    return maker_by_pillow(luma, [np.ascontiguousarray(chroma[..., index]) for index in (0, 1)], info)


def maker_by_pillow(luma, chroma, info):
    """Turned by the EXIF and in the profile of `info`."""

    def make(filter_, alpha):
        made = Image.fromarray(np.uint8(rgb_of(luma, chroma, BT601, filter_) + 0.5))
        made.info.update(info)
        made = pictures.of_image(ImageOps.exif_transpose(made))
        return pictures.Picture(made.rgb * alpha, alpha)

    return make


def drafted(path, mode, size):
    with Image.open(path) as image:
        image.draft(mode, size)
        return np.asarray(image, dtype=np.float32)


def maker_of_webp(path):
    """Of a single picture with losses; all of these are 4:2:0, BT.601 and of limited range."""
    with Image.open(path) as image:
        info, size, frames = image.info, image.size, image.n_frames
    with open(path, "rb") as file:
        chunks = file.read()
    planes = path + ".yuv"
    if frames != 1 or b"VP8L" in chunks:
        return None
    references.run(["dwebp", "-quiet", path, "-yuv", "-o", planes], True)
    luma, *chroma = leveled(planes_in(planes, size), is_full=False)
    return maker_by_pillow(luma, chroma, info)


def maker_of_avif(path):
    """For 8 bits without profile, mirror and crop, whose colors are not multiplied by alpha."""
    program = ["avifdec", "--no-strict"]
    info = references.run([*program, "--info", path], True)
    facts = dict(re.findall(r"^ +\* (\w[^:]*?) *: (.*)$", info.stdout, re.M)) if info else {}
    weights = WEIGHTS.get(int(facts.get("Matrix Coeffs.", -1)))
    wanted = {"Bit Depth": "8", "Format": "YUV420", "ICC Profile": "Absent"}
    if weights is None or any(facts.get(name) != value for name, value in wanted.items()):
        return None
    if facts["Alpha"] == "Premultiplied" or any(name.startswith(("imir", "clap")) for name in facts):
        return None
    planes = path + ".y4m"
    references.run([*program, path, planes], True)
    size = [int(length) for length in facts["Resolution"].split("x")]
    luma, *chroma = leveled(planes_in(planes, size), facts["Range"] == "Full")
    turns = int(facts.get("irot (Rotation)", 0))

    def make(filter_, alpha):
        rgb = np.rot90(rgb_of(luma, chroma, weights, filter_), turns)
        return pictures.Picture(rgb * alpha, alpha)

    return make


def planes_in(path, size):
    """Of a file of nothing else, or the first frame of a YUV4MPEG2 file; it is removed."""
    with open(path, "rb") as file:
        bytes_ = file.read()
    os.unlink(path)
    at = bytes_.index(b"\n", bytes_.index(b"FRAME")) + 1 if bytes_.startswith(b"YUV4MPEG2") else 0
    half = [(length + 1) // 2 for length in size]
    for width, height in (size, half, half):
        yield np.frombuffer(bytes_, np.uint8, width * height, at).reshape(height, width).astype(np.float32)
        at += width * height


def leveled(planes, is_full):
    """Full range, with chroma about 0."""
    luma, cb, cr = planes
    if is_full:
        return luma, cb - 128, cr - 128
    return (luma - 16) * 255 / 219, (cb - 128) * 255 / 224, (cr - 128) * 255 / 224
