#include "exec/landlock.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "util/error.hpp"

namespace resizer::exec {
namespace {

/// struct landlock_ruleset_attr as of version 6; Debian 12's header stops at 2. Older kernels accept the longer struct
/// if the fields they do not know are zero.
struct RulesetAttributes {
  std::uint64_t handled_access_fs;
  std::uint64_t handled_access_net;  ///< From version 4 on.
  std::uint64_t scoped;              ///< From version 6 on.
};

constexpr std::uint64_t lowest_bits(unsigned count) noexcept {
  return (std::uint64_t{1} << count) - 1;
}

/// Everything a version can restrict. Each right is one bit, and each version adds bits on top.
constexpr RulesetAttributes everything(int abi) noexcept {
  const unsigned files = abi >= 5   ? 16      // LANDLOCK_ACCESS_FS_IOCTL_DEV
                         : abi >= 3 ? 15      // ..._TRUNCATE
                         : abi >= 2 ? 14      // ..._REFER
                                    : 13;     // ..._EXECUTE to ..._MAKE_SYM
  const unsigned network = abi >= 4 ? 2 : 0;  // LANDLOCK_ACCESS_NET_BIND_TCP, ..._CONNECT_TCP
  const unsigned scopes = abi >= 6 ? 2 : 0;   // LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, ..._SIGNAL
  return {lowest_bits(files), lowest_bits(network), lowest_bits(scopes)};
}
static_assert(everything(1).handled_access_fs == (LANDLOCK_ACCESS_FS_MAKE_SYM << 1U) - 1);

// The C library has no wrappers for these system calls.
long create_ruleset(const RulesetAttributes* attributes, std::size_t bytes, unsigned flags) noexcept {
  return ::syscall(SYS_landlock_create_ruleset, attributes, bytes, flags);
}

}  // namespace

int landlock_abi() {
  const long abi = create_ruleset(nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 0) throw util::system_error("Landlock", errno);
  return static_cast<int>(abi);
}

LandlockRuleset::LandlockRuleset(int abi) {
  const RulesetAttributes attributes = everything(abi);
  fd_ = util::Fd(static_cast<int>(create_ruleset(&attributes, sizeof attributes, 0)));
  if (!fd_) throw util::system_error("Landlock: cannot create a ruleset", errno);
}

void LandlockRuleset::allow(const std::filesystem::path& folder, std::uint64_t rights) {
  const util::Fd opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return;
  const landlock_path_beneath_attr rule{rights, opened.get()};
  if (::syscall(SYS_landlock_add_rule, fd_.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    throw util::system_error("Landlock: cannot add a rule", errno);
  }
}

void LandlockRuleset::restrict_self() const {
  if (::syscall(SYS_landlock_restrict_self, fd_.get(), 0) != 0) {
    throw util::system_error("Landlock: cannot restrict a process", errno);
  }
}

}  // namespace resizer::exec
