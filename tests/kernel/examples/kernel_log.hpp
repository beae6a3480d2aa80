// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel log, as /dev/kmsg gives it to programs.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/kernel/user/device_file.hpp"

struct LogLine {
  char level;
  std::string text;
};

/// A record is "PRIORITY,SEQUENCE,...;TEXT\n" and lines about the device.
inline std::vector<LogLine> kernel_log() {
  std::vector<LogLine> found;
  auto log = ferrule::kernel::user::DeviceFile::open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
  while (log) {
    const auto record = log->read(8192);
    if (!record) {
      break;
    }
    const auto begin = record->find(';');
    const auto end = record->find('\n');
    if (begin != std::string::npos && begin < end) {
      found.push_back({record->front(), record->substr(begin + 1, end - begin - 1)});
    }
  }
  return found;
}

/// How often exactly this was printed at this level.
inline ferrule::i64 times(const std::vector<LogLine>& log, char level, std::string_view text) {
  return std::ranges::count_if(
      log, [&](const LogLine& line) { return line.level == level && line.text == text; });
}
inline ferrule::i64 begins(const std::vector<LogLine>& log, char level, std::string_view text) {
  return std::ranges::count_if(
      log, [&](const LogLine& line) { return line.level == level && line.text.starts_with(text); });
}
/// At any level: how KTAP is printed.
inline ferrule::i64 ends(const std::vector<LogLine>& log, std::string_view text) {
  return std::ranges::count_if(log, [&](const LogLine& line) { return line.text.ends_with(text); });
}
