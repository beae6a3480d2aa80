// SPDX-License-Identifier: Apache-2.0 OR MIT
// KTAP version 1 as results: nested, counted, with what was said about each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/guest/ktap_line.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {

enum class Verdict : u8 {
  Passed,
  Failed,
  Skipped,
  Expected,  ///< to fail, and does
};
[[nodiscard]] std::string name_of(Verdict verdict);

struct TestResult {
  std::string name;
  Verdict verdict = Verdict::Passed;
  std::string reason;              ///< behind SKIP and its like
  std::vector<std::string> notes;  ///< what was said before the result
  std::vector<TestResult> parts;   ///< nested results: one that fails lets the whole fail
};

/// Results without parts.
struct Tally {
  u32 passed = 0;
  u32 failed = 0;
  u32 skipped = 0;  ///< with the expected failures
};

struct KtapReport {
  std::vector<TestResult> results;
  std::optional<u64> planned;
  std::string bail_out;  ///< the reason, when a test program gave up

  /// Everything that was planned passed, was skipped or is expected to fail.
  [[nodiscard]] bool passed() const;
  [[nodiscard]] bool is_complete() const {
    return planned.has_value() && results.size() == *planned;
  }
};
[[nodiscard]] Tally tally(const std::vector<TestResult>& results);

class KtapReader {
 public:
  /// A line whose depth is `more` deeper than its indentation says.
  void feed(std::string_view text, usize more = 0);
  /// A line of output, for the result that comes next at `depth`.
  void note(std::string_view text, usize depth);
  /// How many results of the outermost level are known.
  [[nodiscard]] usize count() const { return levels_.empty() ? 0 : levels_.front().results.size(); }
  /// What has begun and not ended is a failure of this name.
  [[nodiscard]] KtapReport finish(const std::string& unfinished) &&;

 private:
  struct Level {
    std::optional<u64> planned;
    std::vector<TestResult> results;
    std::vector<std::string> notes;
  };

  std::vector<Level> levels_;  ///< by depth
  std::string bail_out_;

  [[nodiscard]] Level& level(usize depth) FERRULE_LIFETIMEBOUND;
  void add(const KtapLine& line, usize depth);
};

}  // namespace ferrule::cmd::guest
