// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/doctor/guest_checks.hpp"

#include <system_error>

#include "cmd/doctor/toolchain.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

/// `-cpu max` on q35 without KVM is what tests use; Ferrule's own run with 7.2.
constexpr Version kOldestQemu{5, 0, 0};

Check check_qemu(const Machine& machine) {
  const Tool tool{"qemu",
                  "qemu-system-x86_64",
                  "qemu-system-x86",
                  "qemu-system-x86_64",
                  "QEMU emulator version ",
                  Purpose::Test};
  Probed probed = probe(machine, tool);
  if (probed.version && *probed.version < kOldestQemu) {
    probed.check.level = Level::Warning;
    probed.check.found += ", which is old: 5.0 or newer is expected";
    probed.check.advice = install(machine, tool.package, "a newer QEMU");
  }
  return probed.check;
}

/// A dynamic program works as well, as long as its libraries are copied into the guest with it.
Check check_static_libc(const Machine& machine) {
  for (const std::string folder : {"usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/lib"}) {
    const fs::path file = machine.root / folder / "libc.a";
    std::error_code error;
    if (fs::is_regular_file(file, error)) {
      return {"libc.a", "", Purpose::Test, Level::Ok, file.string(), ""};
    }
  }
  return {"libc.a",
          "",
          Purpose::Test,
          Level::Warning,
          "there is no static C library: a guest's programs can only be linked dynamically",
          install(machine, "libc6-dev", "the static C library (glibc-static)")};
}

Check check_dkms(const Machine& machine) {
  Probed probed = probe(machine, {"dkms", "dkms", "dkms", "dkms", "dkms-", Purpose::Optional});
  if (probed.check.level == Level::Problem) {
    probed.check.level = Level::Note;
    probed.check.found += "; only `ferrule module dkms` needs it";
  }
  return probed.check;
}

/// The folder itself, or the nearest one above it that exists.
fs::path existing(fs::path folder) {
  std::error_code error;
  while (!fs::exists(folder, error) && folder.has_relative_path()) {
    folder = folder.parent_path();
  }
  return folder.empty() ? fs::path(".") : folder;
}

/// Makes a folder and removes it again: permissions alone do not tell (read-only mounts, quotas).
bool is_writable(const fs::path& folder) {
  const fs::path probe = folder / ".ferrule-doctor";
  std::error_code error;
  fs::remove(probe, error);
  const bool made = fs::create_directory(probe, error);
  fs::remove(probe, error);
  return made;
}

Check check_cache(const Machine& machine) {
  Check check{"cache", "", Purpose::Build, Level::Ok, machine.cache.string(), ""};
  if (!is_writable(existing(machine.cache))) {
    check.level = Level::Problem;
    check.found += " cannot be written";
    check.advice = "set FERRULE_CACHE to a folder you may write";
  }
  return check;
}

std::string mebibytes(u64 bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Check check_space(const Machine& machine) {
  std::error_code error;
  const fs::space_info space = fs::space(existing(machine.cache), error);
  const u64 available = error ? 0 : u64{space.available};
  Check check{"space", "", Purpose::Build, Level::Ok, mebibytes(available) + " free", ""};
  if (available < machine.wanted_bytes) {
    check.level = available < machine.needed_bytes ? Level::Problem : Level::Warning;
    check.found += " for " + machine.cache.string() + ": " + mebibytes(machine.wanted_bytes) +
                   " are wanted, " + mebibytes(machine.needed_bytes) + " needed";
    check.advice = "make room, or set FERRULE_CACHE to a folder on another disk";
  }
  return check;
}

}  // namespace

Checks check_guest(const Machine& machine) {
  return {check_qemu(machine), check_static_libc(machine), check_dkms(machine),
          check_cache(machine), check_space(machine)};
}

}  // namespace ferrule::cmd
