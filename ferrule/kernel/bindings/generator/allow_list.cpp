// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/allow_list.hpp"

#include <utility>

#include "ferrule/kernel/bindings/generator/text.hpp"

namespace ferrule::kernel::bindgen {
namespace {

/// Not a global: it would be built before main.
std::string probe_prefix() { return "FERRULE_PROBE_"; }

using Words = std::vector<std::string>;

/// One line being read: the words that nobody has taken yet, and what it became.
struct Line {
  Words words = {};
  Entry entry = {};
  /// What is wrong, or nothing.
  std::string error = {};
};

/// `NAME:`, `NAME : field` and `NAME:field` are the same to a person.
std::string with_spaced_colons(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '#') {
      break;
    }
    result += c == ':' ? " : " : std::string(1, c);
  }
  return result;
}

void take_condition(Line& line) {
  const usize count = line.words.size();
  if (count >= 1 && (line.words.back() == "when" || line.words.back() == "unless")) {
    line.error = "'" + line.words.back() + "' names no probe";
    return;
  }
  if (count < 3) {
    return;
  }
  const std::string word = line.words[count - 2];
  if (word != "when" && word != "unless") {
    return;
  }
  line.entry.condition = Condition{.probe = line.words.back(), .wanted = word == "when"};
  line.words.resize(count - 2);
}

void read_include(Line& line) {
  const bool ok = line.words.size() == 2 && line.words[1].size() > 2 &&
                  line.words[1].starts_with("<") && line.words[1].ends_with(">");
  if (!ok) {
    line.error = "write 'include <linux/NAME.h>', one header a line";
    return;
  }
  line.entry.name = line.words[1];
}

void read_struct(Line& line) {
  const Words& words = line.words;
  if (words.size() < 2 || !is_identifier(words[1])) {
    line.error = "write 'struct NAME: FIELD...', 'struct NAME: *' or 'opaque struct NAME'";
    return;
  }
  line.entry.name = words[1];
  if (words.size() < 4 || words[2] != ":") {
    line.error = "struct " + words[1] + " is given no fields; write 'struct " + words[1] +
                 ": FIELD...', 'struct " + words[1] + ": *' or 'opaque struct " + words[1] + "'";
    return;
  }
  if (words.size() == 4 && words[3] == "*") {
    line.entry.all_fields = true;
    return;
  }
  for (usize i = 3; i < words.size(); ++i) {
    if (!is_identifier(words[i])) {
      line.error = "'" + words[i] + "' is not the name of a field";
      return;
    }
    line.entry.fields.push_back(words[i]);
  }
}

void read_opaque(Line& line) {
  if (line.words.size() != 3 || line.words[1] != "struct" || !is_identifier(line.words[2])) {
    line.error = "write 'opaque struct NAME'";
    return;
  }
  line.entry.name = line.words[2];
}

void read_name(Line& line) {
  if (line.words.size() != 2 || !is_identifier(line.words[1])) {
    line.error = "write '" + line.words[0] + " NAME', one name a line";
    return;
  }
  line.entry.name = line.words[1];
}

void read_directive(Line& line) {
  const std::string word = line.words.front();
  const std::map<std::string, Directive> directives = {
      {"include", Directive::Include},   {"struct", Directive::Struct},
      {"opaque", Directive::Opaque},     {"enum", Directive::Enum},
      {"constant", Directive::Constant}, {"function", Directive::Function},
      {"variable", Directive::Variable}, {"typedef", Directive::Typedef}};
  if (!directives.contains(word)) {
    line.error = "unknown directive '" + word +
                 "'; there are include, struct, opaque struct, enum, constant, function, variable "
                 "and typedef";
    return;
  }
  line.entry.directive = directives.at(word);
  if (word == "include") {
    read_include(line);
  } else if (word == "struct") {
    read_struct(line);
  } else if (word == "opaque") {
    read_opaque(line);
  } else {
    read_name(line);
  }
}

}  // namespace

std::vector<Entry> parse_allow_list(const std::string& file, const std::string& text,
                                    Problems& problems) {
  std::vector<Entry> entries;
  Place place = {.file = file, .line = 0};
  for (const std::string& source : lines_of(text)) {
    ++place.line;
    Line line = {.words = words_of(with_spaced_colons(source))};
    if (line.words.empty()) {
      continue;
    }
    take_condition(line);
    if (line.error.empty()) {
      read_directive(line);
    }
    if (!line.error.empty()) {
      add(problems, place, line.error);
      continue;
    }
    line.entry.place = place;
    entries.push_back(std::move(line.entry));
  }
  return entries;
}

Probes parse_probes(const std::string& file, const std::string& text, Problems& problems) {
  Probes probes;
  Place place = {.file = file, .line = 0};
  for (const std::string& line : lines_of(text)) {
    ++place.line;
    const Words words = words_of(line);
    if (words.size() < 2 || words[0] != "#define" || !words[1].starts_with(probe_prefix())) {
      continue;
    }
    if (words.size() < 3 || (words[2] != "0" && words[2] != "1")) {
      add(problems, place, "a probe is defined as 0 or 1");
      continue;
    }
    probes.insert_or_assign(words[1].substr(probe_prefix().size()), words[2] == "1");
  }
  return probes;
}

std::vector<Entry> select(const std::vector<Entry>& entries, const Probes& probes,
                          Problems& problems) {
  std::vector<Entry> selected;
  for (const Entry& entry : entries) {
    if (entry.condition.has_value()) {
      const Condition condition = entry.condition.value();
      const std::string name = upper(condition.probe);
      if (!probes.contains(name)) {
        add(problems, entry.place,
            "there is no probe '" + condition.probe + "'; add probes/" + condition.probe +
                ".c, a file that compiles only where the answer is yes");
        continue;
      }
      if (probes.at(name) != condition.wanted) {
        continue;
      }
    }
    selected.push_back(entry);
  }
  return selected;
}

}  // namespace ferrule::kernel::bindgen
