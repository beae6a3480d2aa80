// SPDX-License-Identifier: Apache-2.0 OR MIT
// Walks a file of Project Wycheproof and keeps count, so that a file read as empty cannot pass.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::testing {

enum class Expected : u8 { Valid, Acceptable, Invalid };

/// What was seen of each kind.
struct Counts {
  usize valid = 0;
  usize acceptable = 0;
  usize invalid = 0;

  void add(Expected expected);
  bool operator==(const Counts&) const = default;
  friend void PrintTo(const Counts& counts, std::ostream* out);
};

/// One test case with the group it belongs to.
class Case {
 public:
  Case(nlohmann::json group, nlohmann::json test)
      : group_(std::move(group)), test_(std::move(test)) {}

  [[nodiscard]] Expected expected() const;
  [[nodiscard]] bool flagged(const std::string& flag) const;
  /// Hexadecimal fields.
  [[nodiscard]] std::vector<u8> bytes(const std::string& field) const;
  [[nodiscard]] std::vector<u8> group_bytes(const std::string& object,
                                            const std::string& field) const;
  [[nodiscard]] std::vector<u8> group_bytes(const std::string& field) const;
  [[nodiscard]] usize number(const std::string& field) const;
  [[nodiscard]] usize group_number(const std::string& field) const;
  /// For messages.
  [[nodiscard]] std::string name() const;

 private:
  nlohmann::json group_;
  nlohmann::json test_;
};

/// The cases of a file; none when it cannot be read, which no expected count allows.
[[nodiscard]] std::vector<Case> cases_in(const std::string& file);

/// Skips where there are no vectors at all.
class WycheproofTest : public ::testing::Test {
 protected:
  void SetUp() override;
};

}  // namespace ferrule::testing
