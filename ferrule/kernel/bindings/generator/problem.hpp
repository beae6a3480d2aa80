// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is wrong, and where a person can put it right.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::kernel::bindgen {

/// A line of a file, as the user named the file. Line 0: the file as a whole; no file: the program.
struct Place {
  std::string file = {};
  u32 line = 0;
};

struct Problem {
  Place place = {};
  std::string text = {};
};

using Problems = std::vector<Problem>;

inline void add(Problems& problems, Place place, std::string text) {
  problems.push_back({.place = std::move(place), .text = std::move(text)});
}

[[nodiscard]] inline std::string to_text(const Problem& problem) {
  std::string text = problem.place.file.empty() ? "ferrule-bindgen" : problem.place.file;
  if (problem.place.line != 0) {
    text += ":" + std::to_string(problem.place.line);
  }
  return text + ": " + problem.text;
}

}  // namespace ferrule::kernel::bindgen
