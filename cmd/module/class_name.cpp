// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/class_name.hpp"

#include <system_error>

#include "cmd/guest/host_file.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd {
namespace {

namespace fs = std::filesystem;

bool is_word(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '_';
}

/// Behind the quote that ends the literal which begins at `at`.
usize end_of_literal(std::string_view source, usize at) {
  const char quote = source[at];
  for (++at; at < source.size() && source[at] != quote && source[at] != '\n'; ++at) {
    at += usize{source[at] == '\\' ? 1U : 0U};
  }
  return at + 1;
}

/// Behind the comment or literal that begins at `at`; `at` where none does.
usize skipped(std::string_view source, usize at) {
  const std::string_view rest = source.substr(at);
  usize end = at;
  if (rest.starts_with("//")) {
    end = source.find('\n', at);
  } else if (rest.starts_with("/*")) {
    end = source.find("*/", at + 2);
    end = end == std::string_view::npos ? end : end + 2;
  } else if (rest.starts_with('"') || rest.starts_with('\'')) {
    end = end_of_literal(source, at);
  }
  return end < source.size() ? end : source.size();
}

std::string camel_case(const std::string& name) {
  std::string made;
  bool upper = true;
  for (const char character : name) {
    if (character == '_') {
      upper = true;
    } else {
      const bool lower = character >= 'a' && character <= 'z';
      made += upper && lower ? static_cast<char>(character - 'a' + 'A') : character;
      upper = false;
    }
  }
  return made;
}

}  // namespace

std::set<std::string> words_of(std::string_view source) {
  std::set<std::string> words;
  std::string word;
  for (usize at = 0; at < source.size();) {
    if (is_word(source[at])) {
      word += source[at];
      ++at;
      continue;
    }
    words.insert(word);
    word.clear();
    const usize next = skipped(source, at);
    at = next == at ? at + 1 : next;
  }
  words.insert(word);
  words.erase("");
  return words;
}

std::set<std::string> words_of_headers(const fs::path& include) {
  std::set<std::string> words;
  std::error_code error;
  for (const std::string folder : {"core", "kernel"}) {
    for (const fs::directory_entry& entry :
         fs::directory_iterator(include / "ferrule" / folder, error)) {
      if (entry.path().extension() == ".hpp") {
        const auto text = guest::read_whole(entry.path().string());
        words.merge(words_of(text ? *text : std::string()));
      }
    }
  }
  return words;
}

std::string class_name(const std::string& module_name, const std::set<std::string>& taken) {
  std::string made = camel_case(module_name);
  while (taken.contains(made) || taken.contains(made + "File") || taken.contains(made + "Module")) {
    made += "Driver";
  }
  return made;
}

}  // namespace ferrule::cmd
