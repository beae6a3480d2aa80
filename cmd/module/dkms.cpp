// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/dkms.hpp"

namespace ferrule::cmd {

std::string dkms_conf(const Installation& installation, const ModuleFolder& folder,
                      const std::string& version) {
  const std::string make =
      "make -C ${kernel_source_dir} M=${dkms_tree}/" + folder.name + "/" + version + "/build";
  return "# How DKMS builds " + folder.name +
         " for each kernel; written by `ferrule module dkms`.\n" + "PACKAGE_NAME=\"" + folder.name +
         "\"\n" +                                   //
         "PACKAGE_VERSION=\"" + version + "\"\n" +  //
         "BUILT_MODULE_NAME[0]=\"" + folder.name + "\"\n" +
         "DEST_MODULE_LOCATION[0]=\"/updates/dkms\"\n" +  //
         "MAKE[0]=\"" + make + " FERRULE_MK=" + installation.module_mk().string() +
         " FERRULE_BINDGEN=" + installation.bindgen.string() + " modules\"\n" +  //
         "CLEAN=\"" + make + " FERRULE_MK=" + installation.module_mk().string() + " clean\"\n" +
         "AUTOINSTALL=\"yes\"\n";
}

}  // namespace ferrule::cmd
