// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/support/key_log_lines.hpp"

#include <map>
#include <mutex>
#include <string_view>
#include <utility>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

/// A key log is const to its configuration, so that the lines live here.
class Lines {
 public:
  FERRULE_STATIC_LIFETIME static Lines& kept() {
    FERRULE_SYNC static Lines one;
    return one;
  }
  void add(tls::Side side, std::string line) {
    const std::scoped_lock lock(mutex_);
    lines_[side].push_back(std::move(line));
  }
  [[nodiscard]] std::vector<std::string> take(tls::Side side) {
    const std::scoped_lock lock(mutex_);
    return std::exchange(lines_[side], {});
  }

 private:
  std::mutex mutex_;
  std::map<tls::Side, std::vector<std::string>> lines_;
};

class KeyLogLines final : public tls::KeyLog {
 public:
  explicit KeyLogLines(tls::Side side) : side_{side} {}

  void log(std::string_view label, Bytes client_random, Bytes secret) const override {
    Lines::kept().add(side_,
                      std::string(label) + ' ' + to_hex(client_random) + ' ' + to_hex(secret));
  }

 private:
  tls::Side side_;
};

}  // namespace

Box<tls::KeyLog> key_log_of(tls::Side side) {
  return Box<KeyLogLines>::make(system_allocator(), side).value();
}

std::vector<std::string> take_key_log(tls::Side side) { return Lines::kept().take(side); }

}  // namespace ferrule::testing
