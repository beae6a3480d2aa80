// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/text.hpp"

#include <algorithm>
#include <utility>

#include "ferrule/core/types.hpp"

namespace ferrule::kernel::bindgen {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || c == '_'; }

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      lines.push_back(std::exchange(line, {}));
    } else if (c != '\r') {
      line.push_back(c);
    }
  }
  if (!line.empty()) {
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line + " ") {
    if (!is_space(c)) {
      word.push_back(c);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

std::optional<std::vector<std::string>> shell_words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  bool escaped = false;
  char quote = '\0';
  for (const char c : text + "\n") {
    if (escaped) {
      escaped = false;
      word.push_back(c);
    } else if (c == '\\' && quote != '\'') {
      escaped = true;
      in_word = true;
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word.push_back(c);
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (!is_space(c)) {
      word.push_back(c);
      in_word = true;
    } else if (in_word) {
      words.push_back(std::exchange(word, {}));
      in_word = false;
    }
  }
  if (quote != '\0' || in_word) {
    return std::nullopt;
  }
  return words;
}

bool is_identifier(const std::string& word) {
  return !word.empty() && !is_digit(word.front()) &&
         std::ranges::all_of(word, [](char c) { return is_letter(c) || is_digit(c); });
}

std::string upper(const std::string& word) {
  std::string result;
  for (const char c : word) {
    result.push_back(is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return result;
}

std::string join(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) {
      text += between;
    }
    text += part;
  }
  return text;
}

std::string quoted(const std::string& bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    const u32 code = static_cast<u8>(c);
    if (c == '"' || c == '\\') {
      text.push_back('\\');
      text.push_back(c);
    } else if (code >= 0x20 && code < 0x7f) {
      text.push_back(c);
    } else {
      text.push_back('\\');  // three octal digits end by themselves, hexadecimal ones do not
      text.push_back(static_cast<char>('0' + (code >> 6 & 7)));
      text.push_back(static_cast<char>('0' + (code >> 3 & 7)));
      text.push_back(static_cast<char>('0' + (code & 7)));
    }
  }
  return text + "\"";
}

}  // namespace ferrule::kernel::bindgen
