// What the programs in JavaScript share: each resizes the files of one job, given as JSON, several at once.
// The job has inputs (a folder or one file), outputs, widths, format, quality, workers, careful (take the settings of
// better quality), and for AVIF the effort of libvips and the speed of rav1e. Packages are in PEERS_DIR.
const fs = require("fs");
const path = require("path");

const job = JSON.parse(process.argv[2]);
const EXTENSIONS = { jpeg: "jpg", png: "png", webp: "webp", tiff: "tif", avif: "avif" };

function input_files() {
  if (fs.statSync(job.inputs).isFile()) return [job.inputs];
  return fs.readdirSync(job.inputs).map((name) => path.join(job.inputs, name));
}

function output_path(file, width) {
  const size = job.widths.length > 1 ? `-${width}` : "";
  return path.join(job.outputs, `${path.parse(file).name}${size}.${EXTENSIONS[job.format]}`);
}

// Calls resize(file, width, output) for all files and widths, with as many in flight as there are workers.
async function run(resize) {
  const files = input_files();
  async function work() {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      for (const width of job.widths) await resize(file, width, output_path(file, width));
    }
  }
  await Promise.all(Array.from({ length: job.workers }, work));
}

const installed = (name) => require(path.join(process.env.PEERS_DIR, "node_modules", name));

module.exports = { job, run, installed };
