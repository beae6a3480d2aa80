// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/log.hpp"

#include <chrono>
#include <iostream>
#include <syncstream>

namespace ferrule::cmd {
namespace {

bool is_plain(char c) { return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\'; }

std::string escaped(std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte >= 0x7f) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

bool needs_quotes(std::string_view value) {
  for (const char c : value) {
    if (!is_plain(c)) {
      return true;
    }
  }
  return value.empty();
}

}  // namespace

LogLine& LogLine::text(std::string name, std::string value) {
  fields_.push_back({std::move(name), std::move(value), true});
  return *this;
}
LogLine& LogLine::number(std::string name, u64 value) {
  fields_.push_back({std::move(name), std::to_string(value), false});
  return *this;
}
LogLine& LogLine::flag(std::string name, bool value) {
  std::string text = "false";
  if (value) {
    text = "true";
  }
  fields_.push_back({std::move(name), std::move(text), false});
  return *this;
}

std::string LogLine::format(LogFormat format, std::string_view time) const {
  const bool json = format == LogFormat::Json;
  std::string out = json ? "{\"schema\":1,\"time\":" + escaped(time) : "time=" + std::string(time);
  for (const Field& field : fields_) {
    if (json) {
      out += "," + escaped(field.name) + ":";
      out += field.is_text ? escaped(field.value) : field.value;
    } else {
      const bool quoted = field.is_text && needs_quotes(field.value);
      out += " " + field.name + "=" + (quoted ? escaped(field.value) : field.value);
    }
  }
  return json ? out + "}" : out;
}

std::string now_rfc3339() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::chrono::sys_seconds seconds{std::chrono::seconds(ms / 1000)};
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(seconds - day);
  const auto two = [](long value) { return std::to_string(100 + value).substr(1); };
  const std::string fraction = std::to_string(1000 + ms % 1000).substr(1);
  return std::to_string(int{date.year()}) + "-" + two(unsigned{date.month()}) + "-" +
         two(unsigned{date.day()}) + "T" + two(clock.hours().count()) + ":" +
         two(clock.minutes().count()) + ":" + two(clock.seconds().count()) + "." + fraction + "Z";
}

void write_log(const LogLine& line, LogFormat format) {
  std::osyncstream(std::cerr) << line.format(format, now_rfc3339()) + "\n";
}

}  // namespace ferrule::cmd
