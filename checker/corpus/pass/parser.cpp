// SPDX-License-Identifier: Apache-2.0 OR MIT
// A parser over std types, as a test or a command may have it.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ferrule/core/unsafe.hpp"

struct FERRULE_VIEW Input {
  std::span<const std::uint8_t> bytes;
  std::size_t at = 0;
  explicit Input(std::span<const std::uint8_t> all) : bytes(all) {}
  std::size_t left() const { return bytes.size() - at; }
  std::optional<std::uint8_t> one() {
    if (left() < 1) {
      return std::nullopt;
    }
    return bytes[at++];
  }
  std::optional<std::span<const std::uint8_t>> many(std::size_t n) {
    if (left() < n) {
      return std::nullopt;
    }
    auto part = bytes.subspan(at, n);
    at += n;
    return part;
  }
};
struct Entry {
  std::uint8_t type = 0;
  std::vector<std::uint8_t> body;
};

std::optional<std::vector<Entry>> parse(std::span<const std::uint8_t> message) {
  Input input(message);
  std::vector<Entry> entries;
  while (input.left() > 0) {
    auto type = input.one();
    auto size = input.one();
    if (!type || !size) {
      return std::nullopt;
    }
    auto body = input.many(*size);
    if (!body) {
      return std::nullopt;
    }
    Entry entry{*type, {}};
    for (std::uint8_t byte : *body) {
      entry.body.push_back(byte);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}
class Counters {
 public:
  std::uint32_t& at(std::size_t i) FERRULE_LIFETIMEBOUND { return slots_[i]; }
  const std::uint32_t& at(std::size_t i) const FERRULE_LIFETIMEBOUND { return slots_[i]; }

 private:
  std::array<std::uint32_t, 8> slots_{};
};
int sum(std::span<const int> numbers) {
  int t = 0;
  for (int x : numbers) {
    t += x;
  }
  return t;
}
int of_temporary() { return sum(std::array{1, 2, 3}); }
constexpr std::array<int, 3> kTable{1, 2, 3};
int lookup(unsigned i) { return i < kTable.size() ? kTable[i] : 0; }
