// SPDX-License-Identifier: Apache-2.0 OR MIT
// Published test vectors, read from the folder the build was given (FERRULE_VECTORS).
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace ferrule::testing {

/// Where the vectors are expected.
[[nodiscard]] std::string vectors_folder();
/// The folder is there.
[[nodiscard]] bool have_vectors();
/// The text of a file in the folder. A file missing from a folder that exists fails the test.
[[nodiscard]] std::optional<std::string> read_vector_file(std::string_view path);
/// The same, parsed. Text that is not JSON fails the test.
[[nodiscard]] std::optional<nlohmann::json> read_json_vectors(std::string_view path);

}  // namespace ferrule::testing

/// `const nlohmann::json name` from a file of the folder; skips the test when the folder is absent.
#define FERRULE_JSON_VECTORS(name, path)                              \
  if (!::ferrule::testing::have_vectors()) {                          \
    GTEST_SKIP() << "no test vectors (set FERRULE_VECTORS)";          \
  }                                                                   \
  const ::std::optional<::nlohmann::json> name##_loaded =             \
      ::ferrule::testing::read_json_vectors(path);                    \
  ASSERT_TRUE(name##_loaded.has_value()) << "cannot read " << (path); \
  const ::nlohmann::json& name = *name##_loaded
