// Resizes the files of a job with Bun.Image. Run by bun.
const { job, run } = require("./job.js");

const quality = job.quality === null ? {} : { quality: job.quality };

run((file, width, output) =>
  new Bun.Image(file).resize(width, undefined, { withoutEnlargement: true })[job.format](quality).write(output),
);
