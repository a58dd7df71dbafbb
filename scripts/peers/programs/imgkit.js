// Resizes the files of a job with imgkit. It leaves pictures turned as they are stored, and does not read every JPEG.
const fs = require("fs");
const { job, run, installed } = require("./job.js");
const imgkit = installed("imgkit");

const format = { jpeg: "Jpeg", png: "Png", webp: "Webp" }[job.format];
const quality = job.quality === null ? {} : { quality: job.quality };
const careful = job.careful ? { shrinkOnLoad: false, filter: "Lanczos3" } : {};

run(async (file, width, output) => {
  const input = await fs.promises.readFile(file);
  try {
    const { data } = await imgkit.thumbnail(input, { width, format, ...quality, ...careful });
    await fs.promises.writeFile(output, data);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
  }
});
