// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/cpio.hpp"

#include <utility>

namespace ferrule::cmd::guest {
namespace {

constexpr u32 kFolder = 0040000;
constexpr u32 kRegular = 0100000;
constexpr u32 kLink = 0120000;
constexpr u32 kCharacterDevice = 0020000;

std::string hex8(u64 value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (u32 shift = 32; shift != 0; shift -= 4) {
    text.push_back(kDigits[(value >> (shift - 4)) & 15]);
  }
  return text;
}

void pad_to_four(std::string& bytes) { bytes.append((4 - bytes.size() % 4) % 4, '\0'); }

/// As the archive names it: without the slash in front.
std::string relative(std::string_view path) {
  const usize start = path.find_first_not_of('/');
  return start == std::string_view::npos ? std::string() : std::string(path.substr(start));
}

}  // namespace

void CpioArchive::append(const Entry& entry, std::string_view contents) {
  // Magic, then 13 fields: inode, mode, uid, gid, links, mtime, size, device, special device, the
  // name's length with its zero byte, and a checksum that this format leaves at 0.
  bytes_ += "070701";
  for (const u64 field : {u64{++inode_}, u64{entry.mode}, u64{0}, u64{0}, u64{entry.links}, u64{0},
                          u64{contents.size()}, u64{0}, u64{0}, u64{entry.major}, u64{entry.minor},
                          u64{entry.path.size() + 1}, u64{0}}) {
    bytes_ += hex8(field);
  }
  bytes_ += entry.path;
  bytes_.push_back('\0');
  pad_to_four(bytes_);
  bytes_ += contents;
  pad_to_four(bytes_);
}

void CpioArchive::add_parents(std::string_view path) {
  for (usize at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
    if (at != 0) {
      add_folder(path.substr(0, at));
    }
  }
}

void CpioArchive::add_folder(std::string_view path) {
  std::string name = relative(path);
  add_parents(name);
  if (!name.empty() && paths_.insert(name).second) {
    append({.path = std::move(name), .mode = kFolder | 0755, .links = 2}, {});
  }
}

void CpioArchive::add_file(std::string_view path, std::string_view contents, u32 mode) {
  std::string name = relative(path);
  add_parents(name);
  paths_.insert(name);
  append({.path = std::move(name), .mode = kRegular | mode}, contents);
}

void CpioArchive::add_link(std::string_view path, std::string_view target) {
  std::string name = relative(path);
  add_parents(name);
  paths_.insert(name);
  append({.path = std::move(name), .mode = kLink | 0777}, target);
}

void CpioArchive::add_character_device(std::string_view path, u32 mode, u32 major, u32 minor) {
  std::string name = relative(path);
  add_parents(name);
  paths_.insert(name);
  append({.path = std::move(name), .mode = kCharacterDevice | mode, .major = major, .minor = minor},
         {});
}

bool CpioArchive::has(std::string_view path) const { return paths_.contains(relative(path)); }

std::string CpioArchive::finish() && {
  inode_ = ~u32{0};  // the trailer's inode is 0
  append({.path = "TRAILER!!!"}, {});
  return std::move(bytes_);
}

}  // namespace ferrule::cmd::guest
