"""What is measured. Each row is made when its turn comes."""

import dataclasses


@dataclasses.dataclass
class Row:
    title: str
    inputs: str  # a folder, or one file
    widths: list
    format: str = "jpeg"  # of the outputs
    inputs_format: str = "jpeg"
    repeats: int = 1  # runs that are timed as one
    most_rounds: int = None


NAMES = {"jpeg": "JPEG", "png": "PNG", "webp": "WebP", "tiff": "TIFF", "avif": "AVIF", "heic": "HEIC"}


def photos(width_px):
    return lambda inputs: Row(f"JPEG to {width_px} px", inputs.photos(width_px), [width_px])


def transcoded(title, name, *options):
    return lambda inputs: Row(f"{title} to 800 px", inputs.transcoded(name, *options), [800])


def three(inputs):
    return Row("JPEG to 1200, 800 and 400 px", inputs.photos(1200), [1200, 800, 400])


def one(inputs):
    return Row("one JPEG of 12 MP to 800 px, a command of its own", inputs.twelve_megapixels(), [800], repeats=5)


def small(inputs):
    return Row(f"{inputs.small_count} JPEGs of 320x240 to 160 px", inputs.small(), [160], most_rounds=3)


def converted(source, target):
    """From photos in another format."""

    def row(inputs):
        folder = inputs.heic() if source == "heic" else inputs.converted(source)
        return Row(f"{NAMES[source]} to {NAMES[target]}, 800 px", folder, [800], target, source)

    return row


def from_jpeg(target):
    return lambda inputs: Row(f"JPEG to {NAMES[target]}, 800 px", inputs.photos(800), [800], target)


ROWS = {
    "jpeg-200": photos(200),
    "jpeg-800": photos(800),
    "jpeg-1920": photos(1920),
    "progressive": transcoded("progressive JPEG", "progressive", "-progressive"),
    "restart": transcoded("JPEG with restart markers", "restart", "-restart", "1"),
    "three": three,
    "one": one,
    "small": small,
    "png": converted("png", "png"),
    "webp": converted("webp", "webp"),
    "tiff-in": converted("tiff", "jpeg"),
    "webp-in": converted("webp", "jpeg"),
    "avif-in": converted("avif", "jpeg"),
    "heic-in": converted("heic", "jpeg"),
    "jpeg-webp": from_jpeg("webp"),
    "jpeg-avif": from_jpeg("avif"),
    "avif": converted("avif", "avif"),
}
