// read_with_sharp.js INPUT OUTPUT.png: the first picture of a file, upright, in sRGB; complaints go to stderr.
const path = require('path');
const sharp = require(path.join(process.env.SHARP_DIR || '.', 'node_modules', 'sharp'));

const [input, output] = process.argv.slice(2);
const picture = (failOn) => sharp(input, { failOn, limitInputPixels: 2 ** 28 }).rotate().toColorspace('srgb');

(async () => {
  await picture('warning').raw().toBuffer().catch((error) => console.error(`error: ${error.message}`));
  await picture('none').png({ compressionLevel: 1 }).toFile(output);
})().catch((error) => {
  console.error(`error: ${error.message}`);
  process.exit(1);
});
