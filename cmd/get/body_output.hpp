// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where a body goes, piece by piece as it comes: standard output, a file, or the memory that --json
// makes its "body" of.
#pragma once

#include <fstream>
#include <string>

#include "cmd/get/get.hpp"
#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

class BodyOutput {
 public:
  /// What --json holds in memory at the most; a larger body needs --output.
  static constexpr usize kMostKept = 16 * 1024 * 1024;

  explicit BodyOutput(const GetOptions& options);

  /// Once, before the first piece: the response has a head, and so perhaps a body.
  [[nodiscard]] Result<void, Problem> open();
  /// Nothing of the piece stays in buffers.
  [[nodiscard]] Result<void, Problem> write(const std::string& piece);

  /// The body goes into the report.
  [[nodiscard]] bool keeps() const { return target_ == Target::Memory; }
  [[nodiscard]] const std::string& kept() const FERRULE_LIFETIMEBOUND { return kept_; }

 private:
  enum class Target : u8 { StandardOutput, File, Memory };

  Target target_;
  std::string path_;
  std::ofstream file_;
  std::string kept_;

  [[nodiscard]] Problem failed() const;
};

}  // namespace ferrule::cmd
