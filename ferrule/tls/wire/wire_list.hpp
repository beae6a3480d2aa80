// SPDX-License-Identifier: Apache-2.0 OR MIT
// WireList<T>: a list as it stands in a message, checked once and decoded while it is walked; or
// the values to be sent.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/reader.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/writer.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/wire/code_point.hpp"

namespace ferrule::tls {

template <typename T>
class FERRULE_VIEW WireList {
 public:
  /// Walks the list once; made by begin().
  class FERRULE_VIEW Iterator {
   public:
    constexpr Iterator(Bytes wire, Span<const T> values) : wire_{wire}, values_{values} { step(); }
    constexpr const T& operator*() const FERRULE_LIFETIMEBOUND { return *current_; }
    constexpr Iterator& operator++() FERRULE_LIFETIMEBOUND {
      step();
      return *this;
    }
    constexpr bool operator!=(None) const { return current_.has_value(); }

   private:
    Reader wire_;
    Span<const T> values_;
    Option<T> current_;

    constexpr void step() {
      if (!values_.empty()) {
        current_ = Option<T>(values_.front());
        values_ = values_.subspan(1);
      } else {
        current_ = wire_.empty() ? Option<T>() : Codec<T>::read(wire_).ok();
      }
    }
  };

  constexpr WireList() = default;

  /// The values to be sent.
  [[nodiscard]] static constexpr WireList of(Span<const T> values FERRULE_LIFETIMEBOUND) {
    WireList made;
    made.values_ = values;
    made.count_ = values.size();
    return made;
  }
  /// Reads all elements of `wire`, of which there must be at least `min_count`.
  [[nodiscard]] static constexpr Result<WireList, Error> decode(Bytes wire FERRULE_LIFETIMEBOUND,
                                                                usize min_count = 1) {
    WireList made;
    made.wire_ = wire;
    if constexpr (CodePoint<T>) {
      if (wire.size() % sizeof(T) != 0) {
        return Err{InvalidMessage::BadListLength};
      }
      made.count_ = wire.size() / sizeof(T);
    } else {
      Reader reader(wire);
      while (!reader.empty()) {
        FERRULE_TRYV(Codec<T>::read(reader).map([](const T&) { return Unit{}; }));
        ++made.count_;
      }
    }
    if (made.count_ < min_count) {
      return Err{InvalidMessage::EmptyList};
    }
    return made;
  }
  /// The elements, without the length that stands before them.
  constexpr void write(Writer& writer) const {
    writer.bytes(wire_);
    for (const T& value : values_) {
      Codec<T>::write(writer, value);
    }
  }

  [[nodiscard]] constexpr usize size() const { return count_; }
  [[nodiscard]] constexpr bool empty() const { return count_ == 0; }
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(wire_, values_); }
  [[nodiscard]] constexpr None end() const { return kNone; }
  [[nodiscard]] constexpr Option<T> first() const {
    for (const T& element : *this) {
      return Option<T>(element);
    }
    return kNone;
  }
  [[nodiscard]] constexpr bool contains(const T& wanted) const {
    for (const T& element : *this) {
      if (element == wanted) {
        return true;
      }
    }
    return false;
  }

 private:
  Bytes wire_;
  Span<const T> values_;
  usize count_ = 0;
};

/// The same elements in the same order.
template <typename T>
constexpr bool operator==(const WireList<T>& a, const WireList<T>& b) {
  if (a.size() != b.size()) {
    return false;
  }
  auto other = b.begin();
  for (const T& element : a) {
    if (!(element == *other)) {
      return false;
    }
    ++other;
  }
  return true;
}

}  // namespace ferrule::tls
