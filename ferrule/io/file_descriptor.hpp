// SPDX-License-Identifier: Apache-2.0 OR MIT
// The sole owner of a file descriptor.
#pragma once

#include <utility>

namespace ferrule::io {

class FileDescriptor {
 public:
  /// Owns nothing.
  constexpr FileDescriptor() = default;
  /// Takes over `number`; negative means none.
  explicit constexpr FileDescriptor(int number) : number_{number} {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { close(); }

  [[nodiscard]] constexpr int number() const { return number_; }
  [[nodiscard]] constexpr bool is_open() const { return number_ >= 0; }
  void close();
  /// A second handle to the same file, for an owner of its own. None, with errno, when the system
  /// gives no more descriptors.
  [[nodiscard]] FileDescriptor duplicate() const;

 private:
  int number_ = -1;
};

}  // namespace ferrule::io
