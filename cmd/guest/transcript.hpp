// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a guest's console said, line by line: results, splats, and the whole as one KTAP document.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cmd/guest/console_line.hpp"
#include "cmd/guest/ktap.hpp"
#include "cmd/guest/splat.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {

class Transcript {
 public:
  /// `steps`: their names, in order.
  explicit Transcript(std::vector<std::string> steps) : steps_{std::move(steps)} {}

  /// Gives the line as it stands in the KTAP document: what the kernel says is nested under the
  /// step that is being carried out, its own results (a module that tests itself) as results.
  std::string feed(std::string_view raw);

  /// Init has said something.
  [[nodiscard]] bool has_begun() const { return has_begun_; }
  [[nodiscard]] const std::vector<std::string>& log() const FERRULE_LIFETIMEBOUND { return log_; }
  [[nodiscard]] const std::vector<Splat>& splats() const FERRULE_LIFETIMEBOUND {
    return splats_.found();
  }
  /// The results. What is asked afterwards knows none.
  [[nodiscard]] KtapReport take_report();

 private:
  std::vector<std::string> steps_;
  KtapReader ktap_;
  SplatFinder splats_;
  std::vector<std::string> log_;
  bool has_begun_ = false;
  bool kernel_reports_ = false;  ///< "KTAP version 1" came from the kernel in this step

  [[nodiscard]] std::string step_now() const;
  std::string feed_guest(const ConsoleLine& line);
  std::string feed_kernel(const ConsoleLine& line);
};

}  // namespace ferrule::cmd::guest
