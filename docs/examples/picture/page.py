#!/usr/bin/env python3
"""Prints an HTML page with the images of a manifest: page.py MANIFEST > PAGE, beside the manifest.

Each image is a <picture> that lets the browser choose a format and a size, on its average color until it has loaded.
"""
import html
import json
import sys

FALLBACKS = ["jpeg", "png", "webp", "avif"]  # for browsers that know no <source>, the most widely known first


def picture(image):
    srcset = image["srcset"]
    fallback = next(format for format in FALLBACKS if format in srcset)
    sources = "".join(
        f'  <source type="image/{format}" srcset="{html.escape(srcset[format])}" sizes="100vw">\n'
        for format in srcset if format != fallback)
    size = max((output for output in image["outputs"] if output["format"] == fallback), key=lambda output: output["width"])
    src = srcset[fallback].split(", ")[0].split(" ")[0]
    return (f'<picture>\n{sources}  <img src="{html.escape(src)}" srcset="{html.escape(srcset[fallback])}" sizes="100vw"'
            f' width="{size["width"]}" height="{size["height"]}" alt="" loading="lazy"'
            f' style="background: {image["color"]}; max-width: 100%; height: auto">\n</picture>\n')


with open(sys.argv[1], encoding="utf-8") as file:
    manifest = json.load(file)
print('<!doctype html>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>Photos</title>')
print("".join(picture(image) for image in manifest["images"]), end="")
for image in manifest["missing"]:
    print(f'{image["source"]}: {image["reason"]}', file=sys.stderr)
