// Resizes files with sharp, several at once.
// usage: sharp_folder.js OUTPUT_DIR WIDTH QUALITY WORKERS FOLDER_OR_FILE   (SHARP_DIR: where sharp is installed)
const fs = require("fs");
const path = require("path");
const sharp = require(path.join(process.env.SHARP_DIR || ".", "node_modules/sharp"));

const [outputs, width, quality, workers, inputs] = process.argv.slice(2);
const isFile = fs.statSync(inputs).isFile();
const files = isFile ? [inputs] : fs.readdirSync(inputs).map((name) => path.join(inputs, name));
sharp.concurrency(1);
sharp.cache(false);

async function resize(file) {
  const extension = path.extname(file);
  let picture = sharp(file).rotate().resize({ width: Number(width), withoutEnlargement: true });
  if (extension === ".jpg") picture = picture.jpeg({ quality: Number(quality) });
  if (extension === ".webp") picture = picture.webp({ quality: Number(quality) });
  await picture.toFile(path.join(outputs, path.basename(file)));
}

async function work() {
  for (let file = files.pop(); file !== undefined; file = files.pop()) await resize(file);
}

Promise.all(Array.from({ length: Number(workers) }, work));
