// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/dkms.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

constexpr std::string_view kOurs FERRULE_STATIC_LIFETIME = "; written by `ferrule module dkms`.\n";

/// It becomes a part of paths and of shell commands.
bool is_version(const std::string& text) {
  const auto is_fine = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '+' || c == '~' || c == '-';
  };
  return !text.empty() && text[0] != '-' && text[0] != '.' && std::ranges::all_of(text, is_fine);
}

std::string dkms_conf(const Installation& installation, const ModuleFolder& folder,
                      const std::string& version) {
  // DKMS builds in a folder called `build`, so the module has to be told its name. Its author has
  // checked it; here it may meet another clang.
  const std::string make = "make -C ${kernel_source_dir} M=${dkms_tree}/" + folder.name + "/" +
                           version + "/build ferrule-m=" + folder.name +
                           " FERRULE_MK=" + installation.module_mk().string() + " FERRULE_CHECK=no";
  std::string conf = "# How DKMS builds " + folder.name + std::string(kOurs);
  conf += "PACKAGE_NAME=\"" + folder.name + "\"\n";
  conf += "PACKAGE_VERSION=\"" + version + "\"\n";
  conf += "BUILT_MODULE_NAME[0]=\"" + folder.name + "\"\n";
  conf += "DEST_MODULE_LOCATION[0]=\"/updates/dkms\"\n";
  conf += "MAKE[0]=\"" + make + " modules\"\n";
  conf += "CLEAN=\"" + make + " clean\"\n";
  conf += "AUTOINSTALL=\"yes\"\n";
  return conf;
}

}  // namespace

Result<std::filesystem::path, Problem> write_dkms_conf(const Installation& installation,
                                                       const ModuleFolder& folder,
                                                       const std::string& version) {
  if (!is_version(version)) {
    return Err{Problem(ExitCode::Usage, "E-CONFIG", "this is no version of a package")
                   .at("--version '" + version + "'")
                   .note("do", "use letters, digits and . _ + ~ - only: --version 1.0")};
  }
  std::filesystem::path file = folder.path / "dkms.conf";
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    TRY(const std::string before, guest::read_whole(file.string()));
    if (before.find(kOurs) == std::string::npos) {
      return Err{
          Problem(ExitCode::Config, "E-FILE", "somebody wrote it already; it is left as it is")
              .at(file.string())
              .note("do", "remove or rename it first")};
    }
  }
  TRYV(guest::write_whole(file.string(), dkms_conf(installation, folder, version)));
  return file;
}

}  // namespace ferrule::cmd
