// SPDX-License-Identifier: Apache-2.0 OR MIT
// The kernel a guest boots. An image that is not here is downloaded from the machine's own package
// archive and unpacked into a cache; no package is ever installed, as that would change what the
// machine itself boots.
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"

namespace ferrule::cmd::guest {

struct KernelImage {
  std::string release;  ///< "6.1.0-56-amd64"; of a file that was named: its name
  std::string path;
};

/// Where images are looked for, in this order, and the tools that fetch one.
struct ImagePlaces {
  std::string cache;  ///< images/RELEASE/vmlinuz-RELEASE is under it
  std::string boot = "/boot";
  std::string modules = "/lib/modules";  ///< RELEASE/vmlinuz: Fedora, Arch Linux
  std::string apt_get = "apt-get";
  std::string dpkg_deb = "dpkg-deb";
};
/// The cache is `kernel` in the cache_folder().
[[nodiscard]] ImagePlaces default_image_places();

/// `kernel`: a release, or the beginning of one that is here; the folder of a built kernel, or of a
/// kernel's headers; or an image file.
[[nodiscard]] Result<KernelImage, Problem> find_image(const std::string& kernel,
                                                      const ImagePlaces& places);

}  // namespace ferrule::cmd::guest
