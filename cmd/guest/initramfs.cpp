// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/initramfs.hpp"

#include <filesystem>
#include <system_error>

#include "cmd/guest/cpio.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/libraries.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd::guest {
namespace {

constexpr u32 kProgram = 0755;
constexpr u32 kData = 0644;

std::string place_of(const GuestFile& file) {
  if (!file.guest.empty()) {
    return file.guest;
  }
  const std::filesystem::path host(file.host);
  return (host.extension() == ".ko" ? "/modules/" : "/bin/") + host.filename().string();
}

Result<void, Problem> add_program(CpioArchive& archive, const std::string& host,
                                  const std::string& place) {
  TRY(const std::string contents, read_whole(host));
  archive.add_file(place, contents, kProgram);
  TRY(const std::vector<std::string> libraries, libraries_of(host, contents));
  for (const std::string& library : libraries) {
    if (!archive.has(library)) {
      TRY(const std::string bytes, read_whole(library));
      archive.add_file(library, bytes, kProgram);
    }
  }
  return ok();
}

Result<void, Problem> add_shell(CpioArchive& archive) {
  const std::string busybox = "/bin/busybox";
  std::error_code error;
  if (!std::filesystem::exists(busybox, error)) {
    return archive.has("/bin/sh") ? Result<void, Problem>(ok())
                                  : add_program(archive, "/bin/sh", "/bin/sh");
  }
  TRYV(add_program(archive, busybox, "/bin/busybox"));
  const auto applets = run({.words = {busybox, "--list"}}, 10'000);
  for (const std::string& applet : lines_of(applets ? applets->output : "sh\n")) {
    const std::string place = "/bin/" + trimmed(applet);
    if (!archive.has(place)) {
      archive.add_link(place, "busybox");
    }
  }
  return ok();
}

}  // namespace

Result<GuestFile, Problem> parse_guest_file(const std::string& text) {
  const usize colon = text.find(':');
  GuestFile file{.host = text.substr(0, colon), .guest = {}};
  if (colon != std::string::npos) {
    file.guest = text.substr(colon + 1);
  }
  if (file.host.empty() || (colon != std::string::npos && !file.guest.starts_with('/'))) {
    return Err{Problem(ExitCode::Usage, "E-GUEST-FILE", "\"" + text + "\" names no file")
                   .at("--file")
                   .note("do", "write it as HOST or HOST:/PATH/IN/THE/GUEST")};
  }
  return file;
}

Result<std::string, Problem> make_initramfs(const InitramfsPlan& plan) {
  CpioArchive archive;
  for (const std::string folder : {"/dev", "/proc", "/sys", "/tmp", "/run", "/bin", "/modules"}) {
    archive.add_folder(folder);
  }
  // The kernel opens it for init before anything is mounted.
  archive.add_character_device("/dev/console", 0600, 5, 1);
  TRY(const std::string init, read_whole(plan.init));
  archive.add_file("/init", init, kProgram);
  archive.add_file("/ferrule/steps", plan.steps, kData);
  for (const GuestFile& file : plan.files) {
    TRYV(add_program(archive, file.host, place_of(file)));
  }
  if (plan.shell) {
    TRYV(add_shell(archive));
  }
  return std::move(archive).finish();
}

}  // namespace ferrule::cmd::guest
