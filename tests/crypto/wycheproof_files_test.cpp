// SPDX-License-Identifier: Apache-2.0 OR MIT
// No file of the vectors is forgotten: the tests beside this one name it, or it is left out for a
// reason.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "ferrule/core/unsafe.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/vectors.hpp"

namespace ferrule::testing {
namespace {

/// Files of primitives that the library does not have.
std::map<std::string, std::string> left_out() {
  const std::string why = "X25519MLKEM768 has its place in KeyExchange, and no implementation";
  return {{"mlkem_768_encaps_test.json", why},
          {"mlkem_768_keygen_seed_test.json", why},
          {"mlkem_768_semi_expanded_decaps_test.json", why},
          {"mlkem_768_test.json", why}};
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text;
  for (std::string line; std::getline(file, line);) {
    text += line;
  }
  return text;
}

/// The tests that run vectors, as text.
std::string sources() {
  std::string text;
  for (const auto& entry :
       std::filesystem::directory_iterator(FERRULE_SOURCE_DIR "/tests/crypto")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("wycheproof_") && name.ends_with("_test.cpp") &&
        name != "wycheproof_files_test.cpp") {
      text += text_of_file(entry.path());
    }
  }
  return text;
}

TEST_F(WycheproofTest, every_file_is_run_or_left_out_for_a_reason) {
  const std::string tests = sources();
  std::map<std::string, std::string> reasons = left_out();
  usize run = 0;
  for (const auto& entry : std::filesystem::directory_iterator(vectors_folder() + "/wycheproof")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json")) {
      continue;
    }
    const bool is_run = tests.find('"' + name + '"') != std::string::npos;
    EXPECT_NE(is_run, reasons.erase(name) == 1) << name;
    run += is_run ? 1U : 0U;
  }
  EXPECT_TRUE(reasons.empty()) << reasons.size() << " files are left out that do not exist";
  EXPECT_EQ(run, 31U);
}

}  // namespace
}  // namespace ferrule::testing
