"""Pictures as arrays of sRGB, and how far two of them are apart."""

import dataclasses
import io

import numpy as np
from PIL import Image, ImageCms

import read_with_pillow

# Levels of 255. Decoders differ by a level or two each, by more at edges of subsampled chroma.
SAME_MEAN = 3.0
SAME_MOST = 12.0  # 99 % of all samples
SMALL_MEAN = 14.0  # of detailed pictures resized by different filters and compressed again
WHITE = 255.0


@dataclasses.dataclass
class Picture:
    rgb: np.ndarray  # float, 0 to 255, multiplied by alpha
    alpha: np.ndarray  # 0 to 1

    @property
    def size(self):
        return self.rgb.shape[1::-1]


def opened(path):
    """From memory: of a TIFF, Pillow closes the file twice, which may by then be another thread's."""
    with open(path, "rb") as file:
        return Image.open(io.BytesIO(file.read()))


def is_readable(path):
    try:
        opened(path).load()
        return True
    except (OSError, SyntaxError, ValueError):
        return False


def load(path, managed=True):
    """A PNG or JPEG in sRGB, or with its profile ignored."""
    image = opened(path)
    if not managed:
        image.info.pop("icc_profile", None)
    return of_image(image)


def of_image(image):
    image = read_with_pillow.to_srgb(image).convert("RGBA")
    pixels = np.asarray(image, dtype=np.float32)
    alpha = pixels[..., 3:] / 255
    return Picture(pixels[..., :3] * alpha, alpha)


def shrunk(picture, size):
    def plane(values):
        return np.asarray(Image.fromarray(np.ascontiguousarray(values)).resize(size, Image.LANCZOS))

    rgb = np.stack([plane(picture.rgb[..., channel]) for channel in range(3)], axis=2)
    return Picture(np.clip(rgb, 0, 255), np.clip(plane(picture.alpha[..., 0])[..., None], 0, 1))


def on_white(picture):
    return Picture(picture.rgb + WHITE * (1 - picture.alpha), np.ones_like(picture.alpha))


def with_half_chroma(picture):
    """What is left where chroma is stored at half size, as in most JPEG files: of fine detail in color, little."""
    luma, *chroma = Image.fromarray(np.uint8(picture.rgb + 0.5)).convert("YCbCr").split()
    half = [(length + 1) // 2 for length in luma.size]
    chroma = [plane.resize(half, Image.LANCZOS).resize(luma.size, Image.BILINEAR) for plane in chroma]
    return of_image(Image.merge("YCbCr", [luma, *chroma]))


def difference(a, b):
    """What is different, in words; None where they are the same within what decoders differ by."""
    if a.size != b.size:
        return f"size {a.size[0]}x{a.size[1]} to {b.size[0]}x{b.size[1]}"
    of_alpha = np.abs(a.alpha - b.alpha) * 255
    if of_alpha.mean() > SAME_MEAN:
        return f"alpha off by {of_alpha.mean():.0f} levels"
    of_color = np.abs(a.rgb - b.rgb)
    if of_color.mean() > SAME_MEAN or np.percentile(of_color, 99) > SAME_MOST:
        return f"colors off by {of_color.mean():.1f} levels in the mean, {np.percentile(of_color, 99):.0f} for 1 %"
    return None


def small_difference(a, b):
    """The same for small pictures."""
    mean = max(np.abs(a.rgb - b.rgb).mean(), 255 * np.abs(a.alpha - b.alpha).mean())
    return f"off by {mean:.0f} levels in the mean" if mean > SMALL_MEAN else None


def write_srgb_profile(path):
    with open(path, "wb") as file:
        file.write(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
