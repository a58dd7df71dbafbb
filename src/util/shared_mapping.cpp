#include "util/shared_mapping.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <string>

#include "util/error.hpp"

namespace resizer::util {

SharedPages::SharedPages(std::size_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;
  void* const address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (address == MAP_FAILED) throw system_error("cannot share " + std::to_string(bytes) + " bytes of memory", errno);
  address_ = address;
}

SharedPages::~SharedPages() {
  if (address_ != nullptr) ::munmap(address_, bytes_);
}

}  // namespace resizer::util
