// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    return {};
  }
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

std::vector<std::string> lines_of(std::string_view text) {
  LineAssembler assembler;
  std::vector<std::string> lines = assembler.feed(text);
  std::string rest = assembler.rest();
  if (!rest.empty()) {
    lines.push_back(std::move(rest));
  }
  return lines;
}

std::vector<std::string> LineAssembler::feed(std::string_view piece) {
  std::vector<std::string> lines;
  for (const char c : piece) {
    if (c == '\n') {
      lines.push_back(std::exchange(rest_, std::string()));
    } else if (c != '\r') {
      rest_.push_back(c);
    }
  }
  return lines;
}

}  // namespace ferrule::cmd::guest
