// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/transcript.hpp"

namespace ferrule::cmd::guest {
namespace {

/// "[    1.234567]"
std::string stamp(u64 time_us) {
  std::string seconds = std::to_string(time_us / 1'000'000);
  const std::string fraction = std::to_string(1'000'000 + time_us % 1'000'000).substr(1);
  seconds.insert(0, seconds.size() < 5 ? 5 - seconds.size() : 0, ' ');
  return "[" + seconds + "." + fraction + "]";
}

}  // namespace

/// The one that is being carried out; empty before the first and after the last.
std::string Transcript::step_now() const {
  return has_begun_ && ktap_.count() < steps_.size() ? steps_[ktap_.count()] : std::string();
}

KtapReport Transcript::take_report() {
  const std::string last = step_now();
  return std::move(ktap_).finish(last.empty() ? "(after the last step)" : last);
}

std::string Transcript::feed_guest(const ConsoleLine& line) {
  has_begun_ = true;
  const KtapLine read = read_ktap_line(line.text);
  ktap_.feed(line.text);
  if (read.kind == KtapLine::Kind::Result && read.depth == 0) {
    kernel_reports_ = false;
  }
  return line.text;
}

std::string Transcript::feed_kernel(const ConsoleLine& line) {
  splats_.feed(line.text, step_now());
  const KtapLine read = read_ktap_line(line.text);
  kernel_reports_ = kernel_reports_ || read.kind == KtapLine::Kind::Version;
  if (kernel_reports_ && read.kind != KtapLine::Kind::Text) {
    ktap_.feed(line.text, 1);
    return "    " + line.text;
  }
  const std::string said = stamp(line.time_us) + " " + line.text;
  ktap_.note(said, 1);
  return "    # " + said;
}

std::string Transcript::feed(std::string_view raw) {
  const ConsoleLine line = read_console_line(raw);
  log_.emplace_back(raw);
  switch (line.source) {
    case ConsoleLine::Source::Guest: return feed_guest(line);
    case ConsoleLine::Source::Kernel: return feed_kernel(line);
    case ConsoleLine::Source::Other: break;
  }
  return "# " + line.text;
}

}  // namespace ferrule::cmd::guest
