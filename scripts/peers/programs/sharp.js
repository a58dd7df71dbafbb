// Resizes the files of a job with sharp.
const { job, run, installed } = require("./job.js");
const sharp = installed("sharp");
sharp.concurrency(1);
sharp.cache(false);

const SAVING = {
  jpeg: { quality: job.quality },
  png: {},
  webp: { quality: job.quality },
  tiff: {},
  avif: { quality: job.quality, chromaSubsampling: "4:2:0", ...(job.effort === null ? {} : { effort: job.effort }) },
};

run((file, width, output) =>
  sharp(file)
    .rotate()
    .resize({ width, withoutEnlargement: true, fastShrinkOnLoad: !job.careful })
    .toFormat(job.format, SAVING[job.format])
    .toFile(output),
);
