#include "util/fd.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace resizer::util {
namespace {

bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) != -1;
}
Fd open_null() {
  return Fd(::open("/dev/null", O_RDWR | O_CLOEXEC));
}

TEST(Fd, ClosesWhatItOwns) {
  int number = -1;
  {
    const Fd fd = open_null();
    ASSERT_TRUE(fd);
    number = fd.get();
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(Fd, IsEmptyWithoutADescriptor) {
  EXPECT_FALSE(Fd());
  EXPECT_FALSE(Fd(-1));
  EXPECT_EQ(Fd().get(), -1);
  EXPECT_EQ(Fd().close(), 0);
}

TEST(Fd, MovesOwnership) {
  Fd first = open_null();
  const int number = first.get();
  Fd second(std::move(first));
  EXPECT_FALSE(first);  // NOLINT(bugprone-use-after-move): a moved-from Fd is empty, as its header says
  EXPECT_EQ(second.get(), number);

  Fd third = open_null();
  const int replaced = third.get();
  third = std::move(second);
  EXPECT_EQ(third.get(), number);
  EXPECT_FALSE(is_open(replaced));
  EXPECT_TRUE(is_open(number));
}

TEST(Fd, ReleaseLeavesTheDescriptorOpen) {
  Fd fd = open_null();
  const int number = fd.release();
  EXPECT_FALSE(fd);
  EXPECT_TRUE(is_open(number));
  EXPECT_EQ(Fd(number).close(), 0);
  EXPECT_FALSE(is_open(number));
}

TEST(Fd, CloseReportsTheError) {
  Fd fd = open_null();
  ::close(fd.get());
  EXPECT_EQ(fd.close(), EBADF);
  EXPECT_FALSE(fd);
}

TEST(Pipe, CarriesBytesAndIsClosedOnExec) {
  const Pipe pipe = make_pipe();
  char byte = 'x';
  ASSERT_EQ(::write(pipe.write_end.get(), &byte, 1), 1);
  byte = 0;
  ASSERT_EQ(::read(pipe.read_end.get(), &byte, 1), 1);
  EXPECT_EQ(byte, 'x');
  EXPECT_NE(::fcntl(pipe.read_end.get(), F_GETFD) & FD_CLOEXEC, 0);
  EXPECT_NE(::fcntl(pipe.write_end.get(), F_GETFD) & FD_CLOEXEC, 0);
}

}  // namespace
}  // namespace resizer::util
