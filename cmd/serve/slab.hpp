// SPDX-License-Identifier: Apache-2.0 OR MIT
// Slab<T>: objects that are named by tokens. A token of an object that has ended finds nothing,
// even when its place is used again, so late events can do no harm.
#pragma once

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

struct Token {
  u32 place = 0;
  u32 generation = 0;
  constexpr bool operator==(const Token&) const = default;
};

template <typename T>
class Slab {
 public:
  Token insert(T object) {
    if (free_.empty()) {
      free_.push_back(static_cast<u32>(slots_.size()));
      slots_.emplace_back();
    }
    const u32 place = free_.back();
    free_.pop_back();
    slots_[place].object.emplace(std::move(object));
    ++size_;
    return {place, slots_[place].generation};
  }
  /// The object, unless it has ended. Others may come and go meanwhile: places do not move.
  [[nodiscard]] FERRULE_STABLE Option<T&> find(Token token) FERRULE_LIFETIMEBOUND {
    if (token.place >= slots_.size()) {
      return kNone;
    }
    Slot& slot = slots_[token.place];
    if (slot.generation != token.generation || !slot.object.has_value()) {
      return kNone;
    }
    return Option<T&>(*slot.object);
  }
  void erase(Token token) {
    if (find(token).has_value()) {
      slots_[token.place].object.reset();
      slots_[token.place].generation = (slots_[token.place].generation + 1) & 0x7fffffff;
      free_.push_back(token.place);
      --size_;
    }
  }
  [[nodiscard]] usize size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::vector<Token> tokens() const {
    std::vector<Token> found;
    for (u32 place = 0; place < slots_.size(); ++place) {
      if (slots_[place].object.has_value()) {
        found.push_back({place, slots_[place].generation});
      }
    }
    return found;
  }

 private:
  struct Slot {
    u32 generation = 1;
    std::optional<T> object;
  };
  std::deque<Slot> slots_;
  std::vector<u32> free_;
  usize size_ = 0;
};

}  // namespace ferrule::cmd
