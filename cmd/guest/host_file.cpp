// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/host_file.hpp"

#include <stdlib.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/file.hpp"
#include "ferrule/io/system_allocator.hpp"

namespace ferrule::cmd::guest {
namespace {

constexpr usize kLargest = usize{512} << 20;

}  // namespace

std::string describe_errno(int code) {
  std::string text = std::system_category().message(code);
  UNSAFE("the name is a literal of the C library, or null for an unknown number") {
    const char* name = ::strerrorname_np(code);
    return name == nullptr ? text : text + " (" + std::string(name) + ")";
  }
}

Result<std::string, Problem> read_whole(const std::string& path) {
  const auto name = io::FilePath::make(path);
  auto contents = name ? io::read_file(system_allocator(), *name, kLargest)
                       : Result<ByteVec, io::FileError>(Err{name.error()});
  if (!contents) {
    return Err{Problem(ExitCode::Config, "E-FILE", "the file " + path + " cannot be read")
                   .at(path)
                   .fact("reason", contents.error().os_code != 0
                                       ? describe_errno(contents.error().os_code)
                                       : std::string(io::name_of(contents.error().kind)))
                   .note("do", "check the path; it is relative to the current directory")};
  }
  std::string text;
  text.reserve(contents->size());
  for (const u8 byte : contents->span()) {
    text.push_back(static_cast<char>(byte));
  }
  return text;
}

Result<void, Problem> write_whole(const std::string& path, const std::string& contents) {
  std::ofstream file(path, std::ios::binary);
  file << contents;
  file.close();
  if (!file) {
    return Err{Problem(ExitCode::Config, "E-FILE", "the file " + path + " cannot be written")
                   .at(path)
                   .note("do", "check that there is room, and that this user may write there")};
  }
  return ok();
}

std::string program_folder() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

Result<MemoryFile, Problem> MemoryFile::make(const std::string& contents) {
  int number = -1;
  UNSAFE("the name is a literal; without flags the descriptor is passed on to programs") {
    number = ::memfd_create("initramfs", 0);
  }
  if (number < 0) {
    return Err{Problem(ExitCode::Failure, "E-MEMORY", "no file can be made in memory")
                   .fact("reason", describe_errno(errno))};
  }
  MemoryFile made{io::FileDescriptor(number)};
  TRYV(write_whole(made.path(), contents));
  return made;
}

Result<TemporaryFolder, Problem> TemporaryFolder::make(const std::string& parent) {
  std::string path = parent + "/ferrule-XXXXXX";
  bool made = false;
  UNSAFE("the path ends in a zero byte; mkdtemp replaces its last six characters") {
    made = ::mkdtemp(path.data()) != nullptr;
  }
  if (!made) {
    return Err{Problem(ExitCode::Config, "E-FILE", "no folder can be made in " + parent)
                   .at(parent)
                   .note("do", "check that there is room, and that this user may write there")};
  }
  return TemporaryFolder(std::move(path));
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_{std::exchange(other.path_, std::string())} {}

TemporaryFolder::~TemporaryFolder() {
  if (!path_.empty()) {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
}

}  // namespace ferrule::cmd::guest
