// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/dkms.hpp"

namespace ferrule::cmd {

std::string dkms_conf(const Installation& installation, const ModuleFolder& folder,
                      const std::string& version) {
  // DKMS builds in a folder called `build`, so the module has to be told its name. Its author has
  // checked it; here it may meet another clang.
  const std::string make = "make -C ${kernel_source_dir} M=${dkms_tree}/" + folder.name + "/" +
                           version + "/build ferrule-m=" + folder.name +
                           " FERRULE_MK=" + installation.module_mk().string() + " FERRULE_CHECK=no";
  std::string conf = "# How DKMS builds " + folder.name + "; written by `ferrule module dkms`.\n";
  conf += "PACKAGE_NAME=\"" + folder.name + "\"\n";
  conf += "PACKAGE_VERSION=\"" + version + "\"\n";
  conf += "BUILT_MODULE_NAME[0]=\"" + folder.name + "\"\n";
  conf += "DEST_MODULE_LOCATION[0]=\"/updates/dkms\"\n";
  conf += "MAKE[0]=\"" + make + " modules\"\n";
  conf += "CLEAN=\"" + make + " clean\"\n";
  conf += "AUTOINSTALL=\"yes\"\n";
  return conf;
}

}  // namespace ferrule::cmd
