// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {
namespace {

FileError file_error_from_errno(int code) {
  switch (code) {
    case ENOENT: return {FileErrorKind::NotFound, code};
    case EACCES:
    case EPERM: return {FileErrorKind::PermissionDenied, code};
    case EISDIR: return {FileErrorKind::IsDirectory, code};
    case ENOTDIR: return {FileErrorKind::NotDirectory, code};
    case ENAMETOOLONG: return {FileErrorKind::PathTooLong, code};
    case ENOMEM: return {FileErrorKind::OutOfMemory, code};
    default: return {FileErrorKind::Other, code};
  }
}
FileError last_error() { return file_error_from_errno(errno); }

/// A file that this makes is for its owner alone.
[[gnu::noinline]] FileDescriptor open_file(const FilePath& path, int how) {
  constexpr mode_t kOwnerOnly = 0600;
  UNSAFE("the path ends in a zero byte; the result has no other owner") {
    return FileDescriptor(::open(path.c_str(), how | O_CLOEXEC, kOwnerOnly));
  }
}

/// Fills the front of `out`; 0 at the end of the file, negative on error.
ssize_t read_some(const FileDescriptor& file, MutBytes out) {
  while (true) {
    ssize_t count = 0;
    UNSAFE("read() writes at most out.size() bytes to out") {
      count = ::read(file.number(), out.data(), out.size());
    }
    if (count >= 0 || errno != EINTR) {
      return count;
    }
  }
}

}  // namespace

std::string_view name_of(FileErrorKind kind) {
  switch (kind) {
    case FileErrorKind::NotFound: return "not-found";
    case FileErrorKind::PermissionDenied: return "permission-denied";
    case FileErrorKind::IsDirectory: return "is-directory";
    case FileErrorKind::NotDirectory: return "not-directory";
    case FileErrorKind::TooLarge: return "too-large";
    case FileErrorKind::PathTooLong: return "path-too-long";
    case FileErrorKind::OutOfMemory: return "out-of-memory";
    case FileErrorKind::Other: return "other";
  }
  return "other";
}

Result<void, FileError> FilePath::append(char character) {
  // Room for the zero byte that ends the path is kept.
  if (character == '\0' || characters_.size() == kMaxPathLength || !characters_.push(character)) {
    return Err{FileError{FileErrorKind::PathTooLong, 0}};
  }
  return ok();
}

Result<void, FileError> FilePath::finish() {
  if (!characters_.push('\0')) {
    return Err{FileError{FileErrorKind::PathTooLong, 0}};
  }
  return ok();
}

Result<FilePath, FileError> FilePath::make(std::string_view path) {
  FilePath made;
  for (const char character : path) {
    TRYV(made.append(character));
  }
  TRYV(made.finish());
  return made;
}

Result<FilePath, FileError> FilePath::join(const FilePath& folder, const Name& name) {
  FilePath made;
  for (const char character : folder.text()) {
    TRYV(made.append(character));
  }
  TRYV(made.append('/'));
  for (const char character : name) {
    TRYV(made.append(character));
  }
  TRYV(made.finish());
  return made;
}

std::string_view FilePath::text() const {
  const Span<const char> all = characters_.span();
  if (all.empty()) {
    return std::string_view();
  }
  UNSAFE("the view covers the characters before the zero byte that make() and join() put last") {
    return std::string_view(all.data(), all.size() - 1);
  }
}

Result<ByteVec, FileError> read_file(AllocatorRef allocator, const FilePath& path, usize max_size) {
  const FileDescriptor file = open_file(path, O_RDONLY);
  if (!file.is_open()) {
    return Err{last_error()};
  }
  constexpr usize kStep = usize{64} << 10;
  ByteVec contents(allocator);
  while (true) {
    const usize before = contents.size();
    const auto room = contents.extend(kStep);
    if (!room) {
      return Err{FileError{FileErrorKind::OutOfMemory, 0}};
    }
    const ssize_t count = read_some(file, *room);
    if (count < 0) {
      return Err{last_error()};
    }
    contents.truncate(before + static_cast<usize>(count));
    if (contents.size() > max_size) {
      return Err{FileError{FileErrorKind::TooLarge, 0}};
    }
    if (count == 0) {
      return contents;
    }
  }
}

Result<FileDescriptor, FileError> open_for_appending(const FilePath& path) {
  FileDescriptor file = open_file(path, O_WRONLY | O_CREAT | O_APPEND);
  if (!file.is_open()) {
    return Err{last_error()};
  }
  return file;
}

Result<void, FileError> append_to(const FileDescriptor& file, Bytes bytes) {
  ssize_t count = 0;
  do {
    UNSAFE("write() reads at most bytes.size() bytes of bytes") {
      count = ::write(file.number(), bytes.data(), bytes.size());
    }
  } while (count < 0 && errno == EINTR);
  if (count != static_cast<ssize_t>(bytes.size())) {
    return Err{count < 0 ? last_error() : FileError{FileErrorKind::Other, 0}};
  }
  return ok();
}

Result<Directory, FileError> Directory::open(const FilePath& path) {
  UNSAFE("the path ends in a zero byte; the stream belongs to the object that is returned") {
    DIR* stream = ::opendir(path.c_str());
    if (stream == nullptr) {
      return Err{last_error()};
    }
    return Directory(stream);
  }
}

Directory::~Directory() {
  if (stream_ != nullptr) {
    UNSAFE("stream_ came from opendir(), and this object alone owns it") {
      ::closedir(static_cast<DIR*>(stream_));
    }
  }
}

Option<FilePath::Name> Directory::next() {
  while (true) {
    FilePath::Name name;
    UNSAFE(
        "stream_ is open; d_name is an array that ends in a zero byte, read before the next call") {
      const dirent* entry = ::readdir(static_cast<DIR*>(stream_));
      if (entry == nullptr) {
        return kNone;
      }
      for (const char* at = entry->d_name; *at != '\0' && name.push(*at).has_value(); ++at) {
      }
    }
    const bool is_dot = name.size() == 1 && name[0] == '.';
    const bool is_dot_dot = name.size() == 2 && name[0] == '.' && name[1] == '.';
    if (!is_dot && !is_dot_dot) {
      return name;
    }
  }
}

}  // namespace ferrule::io
