// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/ktap.hpp"

#include <algorithm>
#include <utility>

namespace ferrule::cmd::guest {
namespace {

using Kind = KtapLine::Kind;
using Directive = KtapLine::Directive;

/// Deeper nesting is damage: nobody writes it.
constexpr usize kDeepest = 32;

Verdict verdict_of(const KtapLine& line) {
  switch (line.directive) {
    case Directive::Skip: return Verdict::Skipped;
    case Directive::Expected: return line.ok ? Verdict::Passed : Verdict::Expected;
    case Directive::Timeout:
    case Directive::Error: return Verdict::Failed;
    case Directive::None: break;
  }
  return line.ok ? Verdict::Passed : Verdict::Failed;
}

bool any_failed(const std::vector<TestResult>& results) {
  return std::ranges::any_of(
      results, [](const TestResult& result) { return result.verdict == Verdict::Failed; });
}

}  // namespace

std::string name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Passed: return "passed";
    case Verdict::Failed: return "failed";
    case Verdict::Skipped: return "skipped";
    case Verdict::Expected: return "expected-failure";
  }
  return "failed";
}

bool KtapReport::passed() const {
  return bail_out.empty() && is_complete() && !any_failed(results);
}

Tally tally(const std::vector<TestResult>& results) {
  Tally all;
  for (const TestResult& result : results) {
    const Tally inner = tally(result.parts);
    all.passed += inner.passed;
    all.failed += inner.failed;
    all.skipped += inner.skipped;
    // A whole that fails although its parts passed failed by itself.
    const bool alone =
        result.parts.empty() || (result.verdict == Verdict::Failed && inner.failed == 0);
    if (alone) {
      all.passed += result.verdict == Verdict::Passed ? 1 : 0;
      all.failed += result.verdict == Verdict::Failed ? 1 : 0;
      all.skipped +=
          result.verdict == Verdict::Skipped || result.verdict == Verdict::Expected ? 1 : 0;
    }
  }
  return all;
}

KtapReader::Level& KtapReader::level(usize depth) {
  const usize bounded = std::min(depth, kDeepest);
  if (levels_.size() <= bounded) {
    levels_.resize(bounded + 1);
  }
  return levels_[bounded];
}

void KtapReader::note(std::string_view text, usize depth) { level(depth).notes.emplace_back(text); }

/// What was nested deeper belongs to this result.
void KtapReader::add(const KtapLine& line, usize depth) {
  TestResult result{.name = line.name,
                    .verdict = verdict_of(line),
                    .reason = line.reason,
                    .notes = {},
                    .parts = {}};
  Level inner = std::move(level(depth + 1));
  levels_.resize(depth + 1);
  result.notes = std::move(inner.notes);
  for (std::string& text : level(depth).notes) {
    result.notes.push_back(std::move(text));
  }
  level(depth).notes.clear();
  result.parts = std::move(inner.results);
  if (inner.planned.has_value() && *inner.planned != result.parts.size() &&
      result.verdict != Verdict::Skipped) {
    result.verdict = Verdict::Failed;
    result.notes.push_back("planned " + std::to_string(*inner.planned) + " tests, saw " +
                           std::to_string(result.parts.size()));
  }
  if (any_failed(result.parts) && result.verdict == Verdict::Passed) {
    result.verdict = Verdict::Failed;
  }
  level(depth).results.push_back(std::move(result));
}

void KtapReader::feed(std::string_view text, usize more) {
  const KtapLine line = read_ktap_line(text);
  const usize depth = std::min(line.depth + more, kDeepest - 1);
  switch (line.kind) {
    case Kind::Text: note(text, depth); break;
    case Kind::Diagnostic: note(line.name, depth); break;
    case Kind::Version: break;
    case Kind::Plan:
      // A module that is loaded twice, or two of them, report one after the other.
      level(depth).planned = level(depth).planned.value_or(0) + line.number;
      break;
    case Kind::Result: add(line, depth); break;
    case Kind::BailOut: bail_out_ = line.name.empty() ? "no reason is given" : line.name; break;
  }
}

KtapReport KtapReader::finish(const std::string& unfinished) && {
  // Parts whose whole never came are results all the same: a guest that dies leaves such.
  for (usize depth = levels_.size(); depth > 1; --depth) {
    Level inner = std::move(levels_[depth - 1]);
    Level& outer = levels_[depth - 2];
    const bool ended = outer.planned.has_value() && outer.results.size() >= *outer.planned;
    if (!inner.results.empty() || (!inner.notes.empty() && !ended)) {
      outer.results.push_back({.name = unfinished,
                               .verdict = Verdict::Failed,
                               .reason = "did not end",
                               .notes = std::move(inner.notes),
                               .parts = std::move(inner.results)});
    }
  }
  Level& outer = level(0);
  return {.results = std::move(outer.results),
          .planned = outer.planned,
          .bail_out = std::move(bail_out_)};
}

}  // namespace ferrule::cmd::guest
