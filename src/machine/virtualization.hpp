#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace resizer::machine {

/// Whether this is a virtual machine, and whose.
struct Virtualization {
  bool is_virtual = false;          ///< False also if that is unknown.
  std::optional<std::string> name;  ///< "KVM", "Xen", "VMware" and so on; none if unknown.
};

/// From the flag "hypervisor" in /proc/cpuinfo (x86), sys/hypervisor/type (Linux,
/// Documentation/ABI/stable/sysfs-hypervisor-xen), what the firmware says of the system
/// (sys/class/dmi/id; SMBIOS 3.6, section 7.2), and the control program in /proc/sysinfo (s390). `root` replaces / in
/// tests.
Virtualization read_virtualization(const std::filesystem::path& root = "/");

}  // namespace resizer::machine
