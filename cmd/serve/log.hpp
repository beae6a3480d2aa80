// SPDX-License-Identifier: Apache-2.0 OR MIT
// Log lines: one event each, logfmt or JSON, written whole.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

enum class LogFormat : u8 { Logfmt, Json };

/// One line. Text fields may hold anything a peer sent; they are quoted.
class LogLine {
 public:
  explicit LogLine(std::string event) { text("event", std::move(event)); }

  LogLine& text(std::string name, std::string value) FERRULE_LIFETIMEBOUND;
  LogLine& number(std::string name, u64 value) FERRULE_LIFETIMEBOUND;
  LogLine& flag(std::string name, bool value) FERRULE_LIFETIMEBOUND;

  /// Without the newline; `time` is what now_rfc3339() gave.
  [[nodiscard]] std::string format(LogFormat format, std::string_view time) const;

 private:
  struct Field {
    std::string name;
    std::string value;
    bool is_text;
  };
  std::vector<Field> fields_;
};

/// "2026-11-20T21:04:05.123Z"
[[nodiscard]] std::string now_rfc3339();

/// Writes a line to standard error at once.
void write_log(const LogLine& line, LogFormat format);

}  // namespace ferrule::cmd
