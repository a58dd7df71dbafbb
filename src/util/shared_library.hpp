#pragma once

#include <string>

namespace resizer::util {

/// A library that is loaded when its functions are first needed, rather than at the start of every run: for those whose
/// initialization takes long. Derive from it, with one RESIZER_FUNCTION for each function, and keep one static object.
/// It stays loaded until the process ends. Sandboxed workers cannot load libraries: let their parent do it.
class SharedLibrary {
 public:
  /// What is missing: "libjxl.so.0.7: cannot open shared object file"; empty if nothing is, and then every function can
  /// be called.
  const std::string& problem() const noexcept { return problem_; }

 protected:
  /// Loads the library with this name, as dlopen(3) finds it.
  explicit SharedLibrary(const char* name);

  /// Null if it is missing.
  template <class Function>
  Function function(const char* name) {
    return reinterpret_cast<Function>(address(name));
  }

 private:
  void* address(const char* name);

  void* handle_ = nullptr;
  std::string problem_;
};

/// A member that points to the function of this name, which a header declares.
#define RESIZER_FUNCTION(name) decltype(&::name) name = function<decltype(&::name)>(#name)

}  // namespace resizer::util
