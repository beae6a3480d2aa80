// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/vectors.hpp"

#include <filesystem>
#include <fstream>

namespace ferrule::testing {

std::string vectors_folder() { return FERRULE_VECTORS_DIR; }

bool have_vectors() { return std::filesystem::is_directory(vectors_folder()); }

std::optional<std::string> read_vector_file(std::string_view path) {
  const std::filesystem::path whole = std::filesystem::path(vectors_folder()) / path;
  std::ifstream file(whole, std::ios::binary);
  if (!file) {
    ADD_FAILURE() << "cannot open " << whole;
    return std::nullopt;
  }
  std::string text;
  for (char letter = 0; file.get(letter);) {
    text.push_back(letter);
  }
  return text;
}

std::optional<nlohmann::json> read_json_vectors(std::string_view path) {
  const std::optional<std::string> text = read_vector_file(path);
  if (!text) {
    return std::nullopt;
  }
  nlohmann::json parsed = nlohmann::json::parse(*text, nullptr, false);
  if (parsed.is_discarded()) {
    ADD_FAILURE() << path << " is not JSON";
    return std::nullopt;
  }
  return parsed;
}

}  // namespace ferrule::testing
