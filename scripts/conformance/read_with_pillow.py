"""read_with_pillow.py INPUT OUTPUT.png: the first picture of a file, upright, in sRGB; errors go to stderr."""

import io
import sys
import warnings

from PIL import Image, ImageCms, ImageOps


def to_srgb(image):
    profile = image.info.get("icc_profile")
    wanted = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    # Pillow clips these when it converts them.
    if image.mode in ("I;16", "I;16B", "I;16L", "I;16N") or (image.mode == "I" and image.format == "PNG"):
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode == "F":
        image = image.point(lambda value: value * 255).convert("L")
    if image.mode in ("P", "PA", "LA", "1") or "transparency" in image.info:
        image = image.convert(wanted)
    if not profile or image.mode in ("I", "F"):
        return image.convert(wanted)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), 1, wanted, flags=0x2000)
    except (ImageCms.PyCMSError, OSError):
        return image.convert(wanted)


def main():
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = 1 << 28
    image = Image.open(sys.argv[1])
    image.load()
    to_srgb(ImageOps.exif_transpose(image)).save(sys.argv[2], compress_level=1)


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # whatever Pillow finds is its judgement of the file
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
