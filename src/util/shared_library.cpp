#include "util/shared_library.hpp"

#include <dlfcn.h>

namespace resizer::util {
namespace {

std::string last_problem() {
  const char* text = dlerror();
  return text != nullptr ? text : "unknown error";
}

}  // namespace

SharedLibrary::SharedLibrary(const char* name) : handle_(dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) problem_ = last_problem();
}

void* SharedLibrary::address(const char* name) {
  if (handle_ == nullptr) return nullptr;
  void* found = dlsym(handle_, name);
  if (found == nullptr && problem_.empty()) problem_ = last_problem();
  return found;
}

}  // namespace resizer::util
