// SPDX-License-Identifier: Apache-2.0 OR MIT
// Whole files and the names in a directory.
#pragma once

#include <string_view>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::io {

enum class FileErrorKind : u8 {
  NotFound,
  PermissionDenied,
  IsDirectory,
  NotDirectory,
  TooLarge,     ///< more bytes than the caller wanted at most
  PathTooLong,  ///< more than kMaxPathLength, or with a zero byte in it
  OutOfMemory,
  Other,  ///< see os_code
};
/// "not-found", "permission-denied", ...
FERRULE_STATIC_LIFETIME [[nodiscard]] std::string_view name_of(FileErrorKind kind);

struct FileError {
  FileErrorKind kind = FileErrorKind::Other;
  int os_code = 0;  ///< errno, or 0

  constexpr bool operator==(const FileError&) const = default;
};

inline constexpr usize kMaxPathLength = 1023;
inline constexpr usize kMaxFileSize = usize{16} << 20;

/// A path as system calls take it: ends in a zero byte and holds no other.
class FilePath {
 public:
  /// The name of a file in a directory.
  using Name = FixedVec<char, 255>;

  [[nodiscard]] static Result<FilePath, FileError> make(std::string_view path);
  /// `folder`, a slash and `name`.
  [[nodiscard]] static Result<FilePath, FileError> join(const FilePath& folder, const Name& name);

  [[nodiscard]] std::string_view text() const FERRULE_LIFETIMEBOUND;
  /// Ends in the zero byte.
  [[nodiscard]] const char* c_str() const FERRULE_LIFETIMEBOUND { return characters_.data(); }

 private:
  FixedVec<char, kMaxPathLength + 1> characters_;

  [[nodiscard]] Result<void, FileError> append(char character);
  [[nodiscard]] Result<void, FileError> finish();
};

/// All bytes of a file, pipe or device, when there are at most `max_size` of them.
[[nodiscard]] Result<ByteVec, FileError> read_file(AllocatorRef allocator, const FilePath& path,
                                                   usize max_size = kMaxFileSize);

/// For writing behind what is there; a file that does not exist is made, readable by its owner
/// only.
[[nodiscard]] Result<FileDescriptor, FileError> open_for_appending(const FilePath& path);
/// All of `bytes` in one write(), so that whoever else appends does not come between.
[[nodiscard]] Result<void, FileError> append_to(const FileDescriptor& file, Bytes bytes);

/// The names in a directory, one after the other and in no order; "." and ".." are left out.
class FERRULE_OWNER Directory {
 public:
  [[nodiscard]] static Result<Directory, FileError> open(const FilePath& path);
  Directory(Directory&& other) noexcept : stream_{std::exchange(other.stream_, nullptr)} {}
  Directory& operator=(Directory&&) = delete;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory();

  /// The next name, nothing at the end.
  [[nodiscard]] Option<FilePath::Name> next();

 private:
  explicit Directory(void* stream) : stream_{stream} {}

  /// A DIR of the C library.
  void* stream_;
};

}  // namespace ferrule::io
