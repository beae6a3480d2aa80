// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/findings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "cmd/guest/lines.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

constexpr std::string_view kError FERRULE_STATIC_LIFETIME = ": error: ";
constexpr std::string_view kRule FERRULE_STATIC_LIFETIME = " [ferrule-";

struct Place {
  std::string file;
  u64 line = 0;
  u64 column = 0;
};

std::optional<u64> number(const std::string& text) {
  if (text.empty() || text.size() > 9) {
    return std::nullopt;
  }
  u64 value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + static_cast<u64>(c - '0');
  }
  return value;
}

/// "FILE:LINE:COLUMN"; the file's name may have colons in it.
std::optional<Place> read_place(const std::string& text) {
  const usize second = text.rfind(':');
  const usize first =
      second == std::string::npos || second == 0 ? second : text.rfind(':', second - 1);
  if (first == std::string::npos || first == 0 || first == second) {
    return std::nullopt;
  }
  const std::optional<u64> line = number(text.substr(first + 1, second - first - 1));
  const std::optional<u64> column = number(text.substr(second + 1));
  if (!line.has_value() || !column.has_value()) {
    return std::nullopt;
  }
  return Place{text.substr(0, first), *line, *column};
}

std::optional<Finding> read_finding(const std::string& line) {
  const usize error = line.find(kError);
  const usize rule = line.rfind(kRule);
  if (error == std::string::npos || rule == std::string::npos || rule < error ||
      !line.ends_with(']')) {
    return std::nullopt;
  }
  const std::optional<Place> place = read_place(line.substr(0, error));
  if (!place.has_value()) {
    return std::nullopt;
  }
  const usize name = rule + kRule.size();
  const usize message = error + kError.size();
  return Finding{.file = place->file,
                 .line = place->line,
                 .column = place->column,
                 .rule = line.substr(name, line.size() - name - 1),
                 .message = line.substr(message, rule - message)};
}

std::string member(const nlohmann::json& object, const std::string& name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::vector<Finding> findings_in(const std::string& output) {
  std::vector<Finding> findings;
  for (const std::string& line : guest::lines_of(output)) {
    std::optional<Finding> finding = read_finding(line);
    if (finding.has_value() && std::ranges::count(findings, *finding) == 0) {
      findings.push_back(std::move(*finding));
    }
  }
  return findings;
}

Problem outside_the_subset(const std::string& module_name, const std::vector<Finding>& findings) {
  const usize count = findings.size();
  Problem problem(ExitCode::Failure, "E-SUBSET",
                  module_name + " leaves the safe subset in " + std::to_string(count) +
                      (count == 1 ? " place: see above" : " places: see above"));
  if (!findings.empty()) {
    const Finding& first = findings.front();
    problem = std::move(problem)
                  .at(first.file + ":" + std::to_string(first.line))
                  .fact("rule", first.rule);
  }
  return std::move(problem).note(
      "do",
      "write it as the message says; where that cannot be done, in UNSAFE(\"why it is right\") "
      "{ ... }");
}

nlohmann::json to_json(const std::vector<Finding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"file", finding.file},
                    {"line", finding.line},
                    {"column", finding.column},
                    {"rule", finding.rule},
                    {"message", finding.message}});
  }
  return list;
}

std::vector<UnsafeRegion> regions_in(const std::string& text) {
  std::vector<UnsafeRegion> regions;
  for (const std::string& line : guest::lines_of(text)) {
    const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
    const std::optional<Place> place =
        object.is_object() ? read_place(member(object, "region")) : std::nullopt;
    if (place.has_value() && !place->file.starts_with('/')) {
      regions.push_back(
          {place->file, place->line, member(object, "function"), member(object, "reason")});
    }
  }
  return regions;
}

nlohmann::json to_json(const std::vector<UnsafeRegion>& regions) {
  nlohmann::json list = nlohmann::json::array();
  for (const UnsafeRegion& region : regions) {
    list.push_back({{"file", region.file},
                    {"line", region.line},
                    {"function", region.function},
                    {"reason", region.reason}});
  }
  return list;
}

}  // namespace ferrule::cmd
