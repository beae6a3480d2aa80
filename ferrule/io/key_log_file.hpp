// SPDX-License-Identifier: Apache-2.0 OR MIT
// A key log in a file, as NSS writes it and Wireshark reads it (RFC 9850). Whoever reads the file
// reads the connections.
#pragma once

#include <string_view>

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file.hpp"
#include "ferrule/io/file_descriptor.hpp"
#include "ferrule/tls/config/key_log.hpp"

namespace ferrule::io {

class KeyLogFile final : public tls::KeyLog {
 public:
  /// Appends to the file at `path`. A new one can be read by its owner only.
  [[nodiscard]] static Result<KeyLogFile, FileError> open(const FilePath& path);

  /// One line, in one write, so that those of several threads and processes do not mix. A line that
  /// cannot be written is lost: logging must not end the connection.
  void log(std::string_view label, Bytes client_random, Bytes secret) const override;

 private:
  FileDescriptor file_;

  explicit KeyLogFile(FileDescriptor file) : file_{std::move(file)} {}
};

}  // namespace ferrule::io
