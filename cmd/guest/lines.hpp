// SPDX-License-Identifier: Apache-2.0 OR MIT
// Text that comes in pieces, as lines.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ferrule::cmd::guest {

/// Without blanks, tabs and carriage returns at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);

/// The lines of a whole text, without their ends.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// Gives each line once it is whole.
class LineAssembler {
 public:
  [[nodiscard]] std::vector<std::string> feed(std::string_view piece);
  /// What came after the last line end; empty when nothing did.
  [[nodiscard]] std::string rest() { return std::exchange(rest_, std::string()); }

 private:
  std::string rest_;
};

}  // namespace ferrule::cmd::guest
