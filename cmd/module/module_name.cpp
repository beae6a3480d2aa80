// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_name.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

constexpr usize kLongestName = 40;

// NAME-y, NAME-m and NAME-sources are variables of make.
constexpr std::array kOfKbuild FERRULE_STATIC_LIFETIME = std::to_array<std::string_view>(
    {"always", "asflags", "ccflags", "cppflags", "dtb", "extra", "ferrule", "hostprogs", "install",
     "ldflags", "lib", "modname", "obj", "rustflags", "userprogs", "subdir"});

// Folders of /sys/module on kernels 6.1 and 6.12 of Debian, cloud too, before any module is loaded.
constexpr std::array kOfKernel FERRULE_STATIC_LIFETIME =
    std::to_array<std::string_view>({"acpi",
                                     "acpi_x86",
                                     "acpiphp",
                                     "amd64_agp",
                                     "apparmor",
                                     "atkbd",
                                     "blk_cgroup",
                                     "block",
                                     "clocksource",
                                     "compression",
                                     "cpufreq",
                                     "cpuidle",
                                     "cpuidle_haltpoll",
                                     "crc64_rocksoft",
                                     "crc_t10dif",
                                     "cryptomgr",
                                     "cxl_core",
                                     "cxl_port",
                                     "damon_lru_sort",
                                     "damon_reclaim",
                                     "device_hmem",
                                     "dynamic_debug",
                                     "ec_sys",
                                     "edac_core",
                                     "fb",
                                     "firmware_class",
                                     "fscrypto",
                                     "fuse",
                                     "gpiolib_acpi",
                                     "grant_table",
                                     "haltpoll",
                                     "hibernate",
                                     "i8042",
                                     "ima",
                                     "intel_agp",
                                     "intel_idle",
                                     "iosf_mbi",
                                     "ipe",
                                     "ipv6",
                                     "kernel",
                                     "keyboard",
                                     "kfence",
                                     "memory_hotplug",
                                     "microcode",
                                     "module",
                                     "mousedev",
                                     "netpoll",
                                     "nmi_backtrace",
                                     "nvme",
                                     "nvme_core",
                                     "page_alloc",
                                     "page_reporting",
                                     "pci_hotplug",
                                     "pcie_aspm",
                                     "pciehp",
                                     "pcieportdrv",
                                     "platform_pci",
                                     "printk",
                                     "processor",
                                     "pstore",
                                     "random",
                                     "rcupdate",
                                     "rcutree",
                                     "rng_core",
                                     "rtc_cmos",
                                     "secretmem",
                                     "shpchp",
                                     "sis_agp",
                                     "spidev",
                                     "spurious",
                                     "srcutree",
                                     "suspend",
                                     "syscall",
                                     "sysrq",
                                     "tcp_cubic",
                                     "thermal",
                                     "tpm",
                                     "tpm_crb",
                                     "tpm_tis",
                                     "tpm_tis_core",
                                     "udmabuf",
                                     "via_agp",
                                     "virtio_pci",
                                     "virtio_pci_legacy_dev",
                                     "virtio_pci_modern_dev",
                                     "vt",
                                     "workqueue",
                                     "xen",
                                     "xen_kbdfront",
                                     "xz_dec",
                                     "zswap"});

// In /dev there, and on machines in use.
constexpr std::array kOfDev FERRULE_STATIC_LIFETIME = std::to_array<std::string_view>(
    {"block",   "bus",      "char",        "console", "core",     "cpu",          "cpu_dma_latency",
     "disk",    "dma_heap", "fd",          "full",    "fuse",     "hpet",         "hwrng",
     "initctl", "input",    "kmsg",        "kvm",     "log",      "loop_control", "mapper",
     "mem",     "mqueue",   "net",         "null",    "port",     "psaux",        "ptmx",
     "pts",     "random",   "rtc",         "shm",     "snapshot", "snd",          "stderr",
     "stdin",   "stdout",   "tty",         "udmabuf", "urandom",  "userfaultfd",  "vcs",
     "vcsa",    "vcsu",     "vga_arbiter", "zero"});
// These have numbers: tty0, tty1.
constexpr std::array kNumbered FERRULE_STATIC_LIFETIME =
    std::to_array<std::string_view>({"loop", "rtc", "tty", "vcs", "vcsa", "vcsu"});

bool is_lower(char character) { return character >= 'a' && character <= 'z'; }
bool is_upper(char character) { return character >= 'A' && character <= 'Z'; }
bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_well_formed(const std::string& name) {
  return !name.empty() && name.size() <= kLongestName && is_lower(name[0]) &&
         std::ranges::all_of(name, [](char character) {
           return is_lower(character) || is_digit(character) || character == '_';
         });
}

std::string without_number(std::string name) {
  while (!name.empty() && is_digit(name.back())) {
    name.pop_back();
  }
  return name;
}

/// Who has a well-formed name already; empty: nobody.
std::string owner_of(const std::string& name) {
  if (std::ranges::count(kOfKbuild, name) != 0) {
    return "Kbuild, whose make files have variables of this name";
  }
  if (std::ranges::count(kOfKernel, name) != 0) {
    return "the kernel: /sys/module/" + name;
  }
  if (std::ranges::count(kOfDev, name) != 0 ||
      std::ranges::count(kNumbered, without_number(name)) != 0) {
    return "the kernel: /dev/" + name;
  }
  return {};
}

/// The nearest that is well-formed: My-Driver -> my_driver. Empty if there is none.
std::string well_formed(const std::string& name) {
  std::string made;
  for (const char character : name) {
    if (is_upper(character)) {
      made += static_cast<char>(character - 'A' + 'a');
    } else {
      made += is_lower(character) || is_digit(character) ? character : '_';
    }
  }
  return is_well_formed(made) && owner_of(made).empty() ? made : std::string();
}

Problem ill_formed(const std::string& name) {
  const usize last = name.find_last_not_of('/');
  const std::string path = last == std::string::npos ? std::string() : name.substr(0, last + 1);
  const usize slash = path.rfind('/');
  const std::string made = well_formed(slash == path.npos ? path : path.substr(slash + 1));
  Problem problem =
      Problem(ExitCode::Usage, "E-MODULE-NAME", "this is no name for a module")
          .at("'" + name + "'")
          .fact("rule", "a lower-case letter, then such letters, digits and _; 40 at most");
  if (made.empty()) {
    return std::move(problem).note("do", "choose one like led_strip");
  }
  const std::string where = slash == path.npos ? "" : "in " + path.substr(0, slash + 1) + ": ";
  return std::move(problem).note("do", where + "ferrule module new " + made);
}

}  // namespace

Result<void, Problem> check_module_name(const std::string& name) {
  if (!is_well_formed(name)) {
    return Err{ill_formed(name)};
  }
  const std::string owner = owner_of(name);
  if (!owner.empty()) {
    return Err{Problem(ExitCode::Usage, "E-MODULE-NAME", "this name is taken")
                   .at(name)
                   .fact("by", owner)
                   .note("do", "choose another: ferrule module new my_" + name)};
  }
  return ok();
}

}  // namespace ferrule::cmd
