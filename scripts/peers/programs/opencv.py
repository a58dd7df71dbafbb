"""Resizes the files of a job with OpenCV: one decode of each, a JPEG's reduced unless careful, then INTER_AREA."""

import cv2
from job import JOB, output_path, run

REDUCED = {2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4, 8: cv2.IMREAD_REDUCED_COLOR_8}
QUALITY = {"jpeg": cv2.IMWRITE_JPEG_QUALITY, "webp": cv2.IMWRITE_WEBP_QUALITY}
LARGEST_HEADER = 1 << 20


def jpeg_width(path):
    """As stored, from the frame header (ITU-T T.81, B.2.2)."""
    with open(path, "rb") as file:
        data = file.read(LARGEST_HEADER)
    at = 2
    while not (0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return int.from_bytes(data[at + 7 : at + 9], "big")


def decode(path, width_px):
    """By the strongest reduction of libjpeg-turbo that leaves the width, which OpenCV does not choose by itself."""
    if not JOB["careful"] and path.endswith(".jpg"):
        stored_px = jpeg_width(path)
        for factor in (8, 4, 2):
            if stored_px // factor >= width_px:
                decoded = cv2.imread(path, REDUCED[factor])
                if decoded.shape[1] >= width_px:  # else turned by its EXIF orientation
                    return decoded
    return cv2.imread(path, cv2.IMREAD_COLOR)


def resize(path):
    cv2.setNumThreads(1)
    decoded = decode(path, max(JOB["widths"]))
    parameters = [QUALITY[JOB["format"]], JOB["quality"]] if JOB["quality"] else []
    for width_px in JOB["widths"]:
        height_px = max(1, round(decoded.shape[0] * width_px / decoded.shape[1]))
        picture = cv2.resize(decoded, (width_px, height_px), interpolation=cv2.INTER_AREA)
        cv2.imwrite(output_path(path, width_px), picture, parameters)


if __name__ == "__main__":
    run(resize)
