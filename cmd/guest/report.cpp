// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/report.hpp"

#include <nlohmann/json.hpp>

namespace ferrule::cmd::guest {
namespace {

std::string seconds(u64 ms) {
  return std::to_string(ms / 1000) + "." + std::to_string(ms / 100 % 10) + " s";
}

nlohmann::json results_json(const std::vector<TestResult>& results) {
  auto made = nlohmann::json::array();
  for (const TestResult& result : results) {
    nlohmann::json one = {
        {"name", result.name}, {"result", name_of(result.verdict)}, {"notes", result.notes}};
    if (!result.reason.empty()) {
      one["reason"] = result.reason;
    }
    if (!result.parts.empty()) {
      one["parts"] = results_json(result.parts);
    }
    made.push_back(std::move(one));
  }
  return made;
}

nlohmann::json splats_json(const std::vector<Splat>& splats) {
  auto made = nlohmann::json::array();
  for (const Splat& splat : splats) {
    made.push_back({{"kind", name_of(splat.kind)},
                    {"title", splat.title},
                    {"step", splat.step},
                    {"lines", splat.lines}});
  }
  return made;
}

std::string first_failure(const std::vector<TestResult>& results) {
  for (const TestResult& result : results) {
    if (result.verdict == Verdict::Failed) {
      const std::string inner = first_failure(result.parts);
      return inner.empty() ? result.name : result.name + ": " + inner;
    }
  }
  return {};
}

std::string headline_of(const GuestRun& run, u32 timeout_s) {
  switch (run.end) {
    case GuestEnd::TimedOut:
      return "the guest did not end within " + std::to_string(timeout_s) + " s";
    case GuestEnd::Panicked: return "the kernel panicked";
    case GuestEnd::Died: return "the guest ended before its last step";
    case GuestEnd::PoweredOff: break;
  }
  if (!run.splats.empty()) {
    return "the kernel complained: " + run.splats.front().title;
  }
  if (!run.tests.bail_out.empty()) {
    return "the guest gave up: " + run.tests.bail_out;
  }
  return "a step failed: " + first_failure(run.tests.results);
}

}  // namespace

std::string summary(const GuestRun& run) {
  std::string text;
  for (const Splat& splat : run.splats) {
    text += "# splat (" + name_of(splat.kind) + ")" +
            (splat.step.empty() ? std::string() : " in \"" + splat.step + "\"") + ": " +
            splat.title + "\n";
  }
  const Tally all = tally(run.tests.results);
  return text + "# " + run.kernel.release + ": " + std::to_string(all.passed) + " passed, " +
         std::to_string(all.failed) + " failed, " + std::to_string(all.skipped) + " skipped, " +
         std::to_string(run.splats.size()) + " splats; " + name_of(run.end) + " after " +
         seconds(run.total_ms) + " (booted in " + seconds(run.boot_ms) + ")\n";
}

nlohmann::json to_json(const GuestRun& run) {
  const Tally all = tally(run.tests.results);
  return {{"schema", 1},
          {"ok", run.passed()},
          {"kernel", {{"release", run.kernel.release}, {"image", run.kernel.path}}},
          {"end", name_of(run.end)},
          {"boot_ms", run.boot_ms},
          {"total_ms", run.total_ms},
          {"passed", all.passed},
          {"failed", all.failed},
          {"skipped", all.skipped},
          {"results", results_json(run.tests.results)},
          {"splats", splats_json(run.splats)},
          {"log", run.log}};
}

std::string to_json_text(const GuestRun& run) {
  return to_json(run).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Problem problem_of(const GuestRun& run, u32 timeout_s) {
  const std::string headline = headline_of(run, timeout_s);
  Problem problem = run.end == GuestEnd::TimedOut
                        ? Problem(ExitCode::Timeout, "E-TIMEOUT", headline)
                        : Problem(ExitCode::Failure, "E-GUEST", headline);
  problem.where = "guest " + run.kernel.release;
  if (!run.splats.empty() && !run.splats.front().step.empty()) {
    problem.facts.push_back({"in step", run.splats.front().step});
  } else if (!run.tests.results.empty()) {
    problem.facts.push_back({"last step", run.tests.results.back().name});
  } else if (run.boot_ms == 0 && !run.log.empty()) {
    problem.facts.push_back({"last line", run.log.back()});
  }
  return problem;
}

}  // namespace ferrule::cmd::guest
