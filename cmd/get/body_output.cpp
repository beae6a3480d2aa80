// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/get/body_output.hpp"

#include <iostream>

namespace ferrule::cmd {

BodyOutput::BodyOutput(const GetOptions& options)
    : target_{options.output.empty() && options.json            ? Target::Memory
              : options.output.empty() || options.output == "-" ? Target::StandardOutput
                                                                : Target::File},
      path_{options.output} {}

Problem BodyOutput::failed() const {
  return Problem(ExitCode::Failure, "E-OUTPUT", "the body cannot be written")
      .at(target_ == Target::File ? "--output " + path_ : "standard output");
}

Result<void, Problem> BodyOutput::open() {
  if (target_ == Target::File) {
    file_.open(path_, std::ios::binary);
    if (!file_.is_open()) {
      return Err{failed()};
    }
  }
  return ok();
}

Result<void, Problem> BodyOutput::write(const std::string& piece) {
  switch (target_) {
    case Target::StandardOutput: std::cout << piece << std::flush; break;
    case Target::File: file_ << piece << std::flush; break;
    case Target::Memory:
      if (piece.size() > kMostKept - kept_.size()) {
        return Err{Problem(ExitCode::Failure, "E-BODY-SIZE",
                           "the body is larger than the 16 MiB that --json can hold")
                       .note("do", "write it to a file: --output FILE")};
      }
      kept_ += piece;
      break;
  }
  if (!std::cout.good() || !file_.good()) {
    return Err{failed()};
  }
  return ok();
}

}  // namespace ferrule::cmd
