// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/problem.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace ferrule::cmd {
namespace {

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

std::size_t widest(const std::vector<Fact>& facts) {
  std::size_t width = 0;
  for (const Fact& fact : facts) {
    width = std::max(width, fact.name.size());
  }
  return width;
}

nlohmann::json pairs(const std::vector<Fact>& facts) {
  auto made = nlohmann::json::object();
  for (const Fact& fact : facts) {
    made[fact.name] = fact.value;
  }
  return made;
}

}  // namespace

std::string to_text(const Problem& problem, bool colour) {
  std::string text = "error[" + problem.code + "]";
  if (colour) {
    text = "\033[1;31m" + text + "\033[0m";
  }
  text += ": " + problem.headline + "\n";
  if (!problem.where.empty()) {
    text += "  --> " + problem.where + "\n";
  }
  for (const Fact& fact : problem.facts) {
    text += "   |  " + padded(fact.name, widest(problem.facts)) + "  " + fact.value + "\n";
  }
  for (const Fact& note : problem.notes) {
    text += "   = " + note.name + ": " + note.value + "\n";
  }
  return text + "   = docs: ferrule help " + problem.code + "\n";
}

nlohmann::json to_json(const Problem& problem) {
  return {{"code", problem.code},          {"message", problem.headline},
          {"where", problem.where},        {"facts", pairs(problem.facts)},
          {"notes", pairs(problem.notes)}, {"exit_code", static_cast<int>(problem.exit)}};
}

}  // namespace ferrule::cmd
