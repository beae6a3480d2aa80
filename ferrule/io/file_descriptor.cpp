// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/file_descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {

void FileDescriptor::close() {
  if (number_ >= 0) {
    UNSAFE("this object owns the descriptor, so nobody else uses its number after this") {
      ::close(std::exchange(number_, -1));
    }
  }
}

FileDescriptor FileDescriptor::duplicate() const {
  UNSAFE("F_DUPFD_CLOEXEC takes a number; the copy has no other owner") {
    return FileDescriptor(::fcntl(number_, F_DUPFD_CLOEXEC, 0));
  }
}

}  // namespace ferrule::io
