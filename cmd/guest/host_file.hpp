// SPDX-License-Identifier: Apache-2.0 OR MIT
// Files of the machine on which the guest runs.
#pragma once

#include <string>
#include <utility>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::cmd::guest {

/// "No such file or directory (ENOENT)".
[[nodiscard]] std::string describe_errno(int code);

/// A file that goes into a guest: at most 512 MiB.
[[nodiscard]] Result<std::string, Problem> read_whole(const std::string& path);
[[nodiscard]] Result<void, Problem> write_whole(const std::string& path,
                                                const std::string& contents);
/// The folder of the running program.
[[nodiscard]] std::string program_folder();

/// A file that is only in memory: programs that this process starts can open it, and it ends with
/// them.
class MemoryFile {
 public:
  [[nodiscard]] static Result<MemoryFile, Problem> make(const std::string& contents);
  /// For a program that this process starts while the object lives.
  [[nodiscard]] std::string path() const {
    return "/proc/self/fd/" + std::to_string(file_.number());
  }

 private:
  io::FileDescriptor file_;

  explicit MemoryFile(io::FileDescriptor file) : file_{std::move(file)} {}
};

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  /// In `parent`, which must exist.
  [[nodiscard]] static Result<TemporaryFolder, Problem> make(const std::string& parent);
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] std::string path() const { return path_; }

 private:
  std::string path_;

  explicit TemporaryFolder(std::string path) : path_{std::move(path)} {}
};

}  // namespace ferrule::cmd::guest
