"""What the judge takes for another filter of the same chroma, and what not: chroma_test.py CONFORMANCE_FOLDER."""

import os
import sys
import tempfile
import unittest

sys.path[:0] = [sys.argv[1], os.path.join(sys.argv[1], "..", "peers")]
try:
    import numpy as np
    from PIL import Image
except ImportError:
    sys.exit(77)

import chroma  # noqa: E402
import pictures  # noqa: E402
from samples import Sample  # noqa: E402


def hard_edges(path, subsampling, size=(65, 49)):
    """Eight pixels of each color, none of which is clipped."""
    colors = np.random.default_rng(1).integers(64, 192, (7, 9, 3))
    blocks = np.kron(colors, np.ones((8, 8, 1)))[: size[1], : size[0]]
    Image.fromarray(np.uint8(blocks)).save(path, "JPEG", quality=95, subsampling=subsampling)


def with_chroma(picture, change):
    luma = picture.rgb @ np.array([0.299, 0.587, 0.114])
    changed = luma[..., None] + change(picture.rgb - luma[..., None])
    return pictures.Picture(np.clip(changed, 0, 255), picture.alpha)


class ChromaTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "picture.jpg")
        hard_edges(self.path, "4:2:0")
        self.sample = Sample(self.path, self.path, "jpeg")
        self.theirs = pictures.load(self.path)
        self.ours = chroma.maker_of(self.sample)(chroma.OURS, self.theirs.alpha)

    def test_the_filter_alone_is_explained(self):
        self.assertIsNotNone(pictures.difference(self.ours, self.theirs))
        self.assertTrue(chroma.explains(self.sample, self.ours, self.theirs))

    def test_chroma_in_another_place_is_not(self):
        moved = with_chroma(self.ours, lambda colors: np.roll(colors, 1, 1))
        self.assertFalse(chroma.explains(self.sample, moved, self.theirs))

    def test_exchanged_and_flat_chroma_are_not(self):
        for change in (lambda colors: colors[..., ::-1], lambda colors: colors * 0.8):
            self.assertFalse(chroma.explains(self.sample, with_chroma(self.ours, change), self.theirs))

    def test_a_reference_that_is_not_of_these_planes_explains_nothing(self):
        moved = with_chroma(self.theirs, lambda colors: np.roll(colors, 1, 1))
        self.assertFalse(chroma.explains(self.sample, self.ours, moved))

    def test_no_filter_is_known_of_full_chroma(self):
        hard_edges(self.path, "4:4:4")
        self.assertIsNone(chroma.maker_of(self.sample))

    def test_no_filter_is_known_of_a_broken_file(self):
        with open(self.path, "r+b") as file:
            file.truncate(100)
        self.assertIsNone(chroma.maker_of(self.sample))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
