#include "machine/virtualization.hpp"

#include <array>
#include <sstream>

#include "machine/text_files.hpp"

namespace resizer::machine {
namespace {

namespace fs = std::filesystem;

/// What a vendor or product of the firmware contains, and whose machine it is then.
struct Product {
  std::string_view contains;
  const char* name;
};
constexpr std::array kProducts{
    Product{"KVM", "KVM"},
    Product{"QEMU", "KVM or QEMU"},
    Product{"OpenStack", "KVM"},
    Product{"Amazon EC2", "Amazon EC2"},
    Product{"Google Compute Engine", "Google Compute Engine"},
    Product{"VMware", "VMware"},
    Product{"VirtualBox", "VirtualBox"},
    Product{"innotek GmbH", "VirtualBox"},
    Product{"Virtual Machine", "Hyper-V"},  // behind KVM's, which has a product "KVM Virtual Machine"
    Product{"Parallels", "Parallels"},
    Product{"BHYVE", "bhyve"},
    Product{"Apple Virtualization", "Apple Virtualization"},
    Product{"Xen", "Xen"},
};

bool has_hypervisor_flag(const fs::path& root) {
  std::istringstream flags(first_of(values_of(root / "proc/cpuinfo", "flags", ':')).value_or(""));
  for (std::string flag; flags >> flag;) {
    if (flag == "hypervisor") return true;
  }
  return false;
}

std::optional<std::string> product_name(const fs::path& root) {
  const fs::path folder = root / "sys/class/dmi/id";
  for (const char* file : {"product_name", "sys_vendor"}) {
    const std::string text = read_line(folder / file).value_or("");
    for (const Product& product : kProducts) {
      if (text.find(product.contains) != std::string::npos) return product.name;
    }
  }
  return std::nullopt;
}

/// On s390 "VM00 Control Program: KVM/Linux"; without a hypervisor there is no such line.
std::optional<std::string> control_program(const fs::path& root) {
  return first_of(values_of(root / "proc/sysinfo", "VM00 Control Program", ':'));
}

std::optional<std::string> xen_or_other_type(const fs::path& root) {
  const auto type = read_line(root / "sys/hypervisor/type");
  return type == "xen" ? "Xen" : type;
}

}  // namespace

Virtualization read_virtualization(const fs::path& root) {
  if (auto type = xen_or_other_type(root)) return {.is_virtual = true, .name = std::move(type)};
  if (auto program = control_program(root)) return {.is_virtual = true, .name = std::move(program)};
  // Instances of bare metal name their cloud too: on x86 the flag decides.
  const bool is_x86 = !values_of(root / "proc/cpuinfo", "flags", ':').empty();
  if (is_x86 && !has_hypervisor_flag(root)) return {};
  auto name = product_name(root);
  return {.is_virtual = is_x86 || name.has_value(), .name = std::move(name)};
}

}  // namespace resizer::machine
