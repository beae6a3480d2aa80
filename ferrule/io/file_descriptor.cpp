// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/file_descriptor.hpp"

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

}  // namespace ferrule::io
