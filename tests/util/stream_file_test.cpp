#include "util/stream_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "support/temp_folder.hpp"
#include "util/error.hpp"
#include "util/signals.hpp"

namespace resizer::util {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

/// Redirects standard output to a file during its lifetime.
class OutputInFile {
 public:
  explicit OutputInFile(const fs::path& file) : before_(::dup(STDOUT_FILENO)) {
    const Fd opened(::open(file.c_str(), O_RDWR | O_CREAT, 0600));
    ::dup2(opened.get(), STDOUT_FILENO);
  }
  OutputInFile(const OutputInFile&) = delete;
  OutputInFile& operator=(const OutputInFile&) = delete;
  ~OutputInFile() { ::dup2(before_.get(), STDOUT_FILENO); }

 private:
  Fd before_;
};

fs::path make_fifo(const TempFolder& folder) {
  const fs::path path = folder / "fifo";
  EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
  return path;
}

TEST(StreamFile, IsWhatCannotBeReplaced) {
  const TempFolder folder;
  const fs::path file = folder.write("file");
  EXPECT_TRUE(is_stream(make_fifo(folder)));
  EXPECT_TRUE(is_stream("/dev/null"));
  EXPECT_FALSE(is_stream(file));
  EXPECT_FALSE(is_stream(folder.path()));
  EXPECT_FALSE(is_stream(folder / "missing"));
  const OutputInFile output(file);
  EXPECT_TRUE(is_stream(file));
  EXPECT_TRUE(is_stream("/dev/stdout"));
  EXPECT_EQ(standard_stream("/dev/stdout"), STDOUT_FILENO);
}

TEST(StreamFile, SharesThePositionOfStandardOutput) {
  const TempFolder folder;
  const fs::path file = folder / "file";
  {
    const OutputInFile output(file);
    ASSERT_EQ(::write(STDOUT_FILENO, "before ", 7), 7);
    write_stream("/dev/stdout", [](const TextSink& sink) { sink("report "); });
    ASSERT_EQ(::write(STDOUT_FILENO, "after", 5), 5);
  }
  EXPECT_EQ(test::read_file(file), "before report after");
}

TEST(StreamFile, ReachesTheReaderOfAFifo) {
  const TempFolder folder;
  const fs::path fifo = make_fifo(folder);
  const Fd reader(::open(fifo.c_str(), O_RDONLY | O_NONBLOCK));
  write_stream(fifo, [](const TextSink& sink) { sink("report"); });
  std::string text(6, '\0');
  EXPECT_EQ(::read(reader.get(), text.data(), text.size()), 6);
  EXPECT_EQ(text, "report");
}

TEST(StreamFile, NeverWaitsForAReader) {
  const TempFolder folder;
  const fs::path fifo = make_fifo(folder);
  try {
    write_stream(fifo, [](const TextSink& sink) { sink("report"); });
    FAIL() << "written to nobody";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::write_failed);
    EXPECT_EQ(error.what(), fifo.string() + ": no process reads it");
  }
}

TEST(StreamFile, FailsOnAFullDeviceButNotForAReaderThatLeft) {
  const SignalDisposition no_signal(SIGPIPE, SIG_IGN);
  const std::string long_text(1U << 20U, 'x');
  const auto write_long = [&](const TextSink& sink) { sink(long_text); };
  try {
    write_stream("/dev/full", write_long);
    FAIL() << "written to a full device";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::no_space) << error.what();
  }
  Pipe pipe = make_pipe();
  const std::string path = "/dev/fd/" + std::to_string(pipe.write_end.get());
  EXPECT_NO_THROW(write_stream(path, [&](const TextSink& sink) {
    ASSERT_EQ(pipe.read_end.close(), 0);
    write_long(sink);
  }));
}

}  // namespace
}  // namespace resizer::util
