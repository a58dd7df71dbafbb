// Resizes the files of a job with @napi-rs/image.
const fs = require("fs");
const { job, run, installed } = require("./job.js");
const { Transformer, FastResizeFilter, ResizeFilterType, ChromaSubsampling } = installed("@napi-rs/image");

const ENCODERS = {
  jpeg: (picture) => picture.jpeg(job.quality),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp(job.quality),
  avif: (picture) =>
    picture.avif({ quality: job.quality, threads: 1, speed: job.speed, chromaSubsampling: ChromaSubsampling.Yuv420 }),
};

run(async (file, width, output) => {
  const picture = new Transformer(await fs.promises.readFile(file)).rotate();
  if (job.careful) picture.resize({ width, filter: ResizeFilterType.Lanczos3 });
  else picture.fastResize({ width, filter: FastResizeFilter.Lanczos3 });
  await fs.promises.writeFile(output, await ENCODERS[job.format](picture));
});
