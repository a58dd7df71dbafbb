// The EXIF reader, the rewriter whose result it must be able to read, and what TIFF files and blocks exchange.
#include "fuzz/fuzz_target.hpp"
#include "imaging/metadata/exif.hpp"
#include "imaging/metadata/exif_tables.hpp"

void resizer::fuzz::try_input(std::span<const std::uint8_t> input) {
  using namespace resizer::imaging;
  const std::span<const std::uint8_t> block = without_exif_prefix(input);
  const ExifSummary summary = summarize_exif(block);
  require(summary.orientation >= 1 && summary.orientation <= 8);
  const std::vector<std::uint8_t> updated = updated_exif(block, {640, 480});
  require(updated.size() <= block.size());
  require(summarize_exif(updated).orientation == 1);

  const ExifTables tables = read_exif_tables(block);
  require(exif_block(tables).empty() == tables.empty());
  std::vector<std::uint8_t> file(block.begin(), block.end());
  if (const auto directory = first_exif_directory(block)) join_exif(*directory, file);
  require(file.size() >= block.size());
}
