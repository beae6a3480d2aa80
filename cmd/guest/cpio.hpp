// SPDX-License-Identifier: Apache-2.0 OR MIT
// A cpio archive in the "new ASCII" format, which Linux unpacks as its first file system
// (Documentation/driver-api/early-userspace/buffer-format.rst).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {

/// Everything belongs to root. Paths are absolute; folders above a path are added by themselves.
class CpioArchive {
 public:
  void add_folder(std::string_view path);
  /// `mode`: the permission bits, 0755.
  void add_file(std::string_view path, std::string_view contents, u32 mode);
  void add_link(std::string_view path, std::string_view target);
  void add_character_device(std::string_view path, u32 mode, u32 major, u32 minor);

  [[nodiscard]] bool has(std::string_view path) const;
  /// The whole archive with its trailer. The object is spent.
  [[nodiscard]] std::string finish() &&;

 private:
  struct Entry {
    std::string path;
    u32 mode = 0;
    u32 links = 1;
    u32 major = 0;
    u32 minor = 0;
  };

  std::string bytes_;
  std::set<std::string> paths_;
  u32 inode_ = 0;

  void add_parents(std::string_view path);
  void append(const Entry& entry, std::string_view contents);
};

}  // namespace ferrule::cmd::guest
