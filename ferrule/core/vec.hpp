// SPDX-License-Identifier: Apache-2.0 OR MIT
// Vec<T>: a growable array on an AllocatorRef. Whatever may allocate says so in its result.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

template <typename T>
class FERRULE_OWNER FERRULE_CONTIGUOUS("size_ elements are alive at data_") Vec {
 public:
  using Element = T;

  /// Empty; allocates nothing yet.
  explicit constexpr Vec(AllocatorRef allocator) : allocator_{allocator} {}

  [[nodiscard]] static constexpr Result<Vec, AllocError> with_capacity(AllocatorRef allocator,
                                                                       usize capacity) {
    Vec made(allocator);
    FERRULE_TRYV(made.reserve(capacity));
    return made;
  }
  [[nodiscard]] static constexpr Result<Vec, AllocError> copy_of(AllocatorRef allocator,
                                                                 Span<const T> elements) {
    Vec made(allocator);
    FERRULE_TRYV(made.append(elements));
    return made;
  }

  constexpr Vec(Vec&& other) noexcept
      : allocator_{other.allocator_},
        data_{std::exchange(other.data_, nullptr)},
        size_{std::exchange(other.size_, 0)},
        capacity_{std::exchange(other.capacity_, 0)} {}
  constexpr Vec& operator=(Vec&& other FERRULE_TAKEN_FIRST) noexcept {
    Vec taken(std::move(other));  // which may be inside an element that ends here
    std::swap(allocator_, taken.allocator_);
    std::swap(data_, taken.data_);
    std::swap(size_, taken.size_);
    std::swap(capacity_, taken.capacity_);
    return *this;
  }
  Vec(const Vec&) = delete;
  Vec& operator=(const Vec&) = delete;
  constexpr ~Vec() { release(); }

  [[nodiscard]] constexpr usize size() const { return size_; }
  [[nodiscard]] constexpr usize capacity() const { return capacity_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr AllocatorRef allocator() const { return allocator_; }
  [[nodiscard]] FERRULE_STABLE constexpr T* data() FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] constexpr const T* data() const FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] FERRULE_STABLE constexpr T* begin() FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] constexpr const T* begin() const FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] FERRULE_STABLE constexpr T* end() FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] constexpr const T* end() const FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] FERRULE_STABLE constexpr Span<T> span() FERRULE_LIFETIMEBOUND {
    return Span<T>(*this);
  }
  [[nodiscard]] constexpr Span<const T> span() const FERRULE_LIFETIMEBOUND {
    return Span<const T>(*this);
  }

  FERRULE_STABLE constexpr T& operator[](usize index) FERRULE_LIFETIMEBOUND {
    return span()[index];
  }
  constexpr const T& operator[](usize index) const FERRULE_LIFETIMEBOUND { return span()[index]; }
  [[nodiscard]] FERRULE_STABLE constexpr T& back() FERRULE_LIFETIMEBOUND { return span().back(); }
  [[nodiscard]] constexpr const T& back() const FERRULE_LIFETIMEBOUND { return span().back(); }

  /// Makes room for `capacity` elements in all.
  [[nodiscard]] constexpr Result<void, AllocError> reserve(usize capacity) {
    return capacity <= capacity_ ? Result<void, AllocError>(ok()) : reallocate(capacity);
  }
  [[nodiscard]] constexpr Result<void, AllocError> push(T value) {
    FERRULE_TRYV(grow_for(1));
    construct_last(std::move(value));
    return ok();
  }
  /// Copies `elements` to the end. They must not lie in this Vec.
  [[nodiscard]] constexpr Result<void, AllocError> append(Span<const T> elements) {
    FERRULE_TRYV(grow_for(elements.size()));
    if constexpr (std::is_trivially_copyable_v<T>) {
      if !consteval {
        copy_bytes(data_, size_, elements);
        size_ += elements.size();
        return ok();
      }
    }
    for (const T& element : elements) {
      construct_last(element);
    }
    return ok();
  }
  /// Appends `count` value-initialised elements and returns them.
  [[nodiscard]] constexpr Result<Span<T>, AllocError> extend(usize count) FERRULE_LIFETIMEBOUND {
    FERRULE_TRYV(grow_for(count));
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      if !consteval {
        zero_bytes(data_, size_, count);
        size_ += count;
        return span().last(count);
      }
    }
    for (usize i = 0; i < count; ++i) {
      construct_last(T());
    }
    return span().last(count);
  }
  [[nodiscard]] constexpr Result<void, AllocError> resize(usize size) {
    if (size <= size_) {
      truncate(size);
      return ok();
    }
    FERRULE_TRYV(extend(size - size_));
    return ok();
  }

  constexpr Option<T> pop() {
    if (size_ == 0) {
      return kNone;
    }
    Option<T> last(std::move(back()));
    truncate(size_ - 1);
    return last;
  }
  /// Ends the elements from `size` on; capacity stays.
  constexpr void truncate(usize size) {
    if constexpr (std::is_trivially_destructible_v<T>) {
      size_ = size < size_ ? size : size_;
      return;
    }
    while (size_ > size) {
      T& last = span().back();
      --size_;
      FERRULE_UNSAFE("last was alive and size_ no longer covers it") {
        std::destroy_at(std::addressof(last));
      }
    }
  }
  constexpr void clear() { truncate(0); }
  /// Removes the first `count` elements and moves the others to the front.
  constexpr void remove_prefix(usize count) {
    ensure(count <= size_);
    if constexpr (std::is_trivially_copyable_v<T>) {
      span().first(size_ - count).copy_from(span().subspan(count));
    } else {
      for (usize i = count; i < size_ && count > 0; ++i) {
        (*this)[i - count] = std::move((*this)[i]);
      }
    }
    truncate(size_ - count);
  }
  /// Gives back the memory of the elements; the Vec is empty afterwards.
  constexpr void release() {
    clear();
    if (data_ != nullptr) {
      give_back(data_, capacity_);
      data_ = nullptr;
      capacity_ = 0;
    }
  }

 private:
  AllocatorRef allocator_;
  T* data_ = nullptr;
  usize size_ = 0;
  usize capacity_ = 0;

  static constexpr usize kMaxCapacity = static_cast<usize>(-1) / 2 / sizeof(T);

  [[nodiscard]] constexpr Result<void, AllocError> grow_for(usize count) {
    if (count <= capacity_ - size_) {
      return ok();
    }
    if (count > kMaxCapacity - size_) {
      return Err{AllocError{}};
    }
    const usize doubled = capacity_ < kMaxCapacity / 2 ? capacity_ * 2 : kMaxCapacity;
    const usize needed = size_ + count;
    constexpr usize kSmallest = 8;
    const usize at_least = needed > kSmallest ? needed : kSmallest;
    return reallocate(doubled > at_least ? doubled : at_least);
  }

  [[nodiscard]] constexpr Result<void, AllocError> reallocate(usize capacity) {
    if (capacity > kMaxCapacity) {
      return Err{AllocError{}};
    }
    T* fresh = take(capacity);
    if (fresh == nullptr) {
      return Err{AllocError{}};
    }
    move_to(fresh);
    if (data_ != nullptr) {
      give_back(data_, capacity_);
    }
    data_ = fresh;
    capacity_ = capacity;
    return ok();
  }

  /// Moves every element to `fresh`, which has room for them; none is left in data_.
  constexpr void move_to(T* fresh) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      if !consteval {
        copy_bytes(fresh, 0, span());
        return;
      }
    }
    FERRULE_UNSAFE("fresh has room for size_ elements, and each old one is moved and ended once") {
      for (usize i = 0; i < size_; ++i) {
        std::construct_at(fresh + i, std::move(data_[i]));
        std::destroy_at(data_ + i);
      }
    }
  }
  FERRULE_STABLE static void copy_bytes(T* storage, usize at, Span<const T> elements) {
    if (!elements.empty()) {
      FERRULE_UNSAFE("storage has room for the trivially copyable elements from `at` on") {
        __builtin_memcpy(storage + at, elements.data(), elements.size() * sizeof(T));
      }
    }
  }
  FERRULE_STABLE static void zero_bytes(T* storage, usize at, usize count) {
    if (count != 0) {
      FERRULE_UNSAFE("storage has room for `count` numbers from `at` on; zero bytes mean 0") {
        __builtin_memset(storage + at, 0, count * sizeof(T));
      }
    }
  }

  template <typename... Args>
  FERRULE_STABLE constexpr void construct_last(Args&&... args) {
    ensure(size_ < capacity_);
    FERRULE_UNSAFE("size_ < capacity_, and no element lives in that place yet") {
      std::construct_at(data_ + size_, std::forward<Args>(args)...);
    }
    ++size_;
  }

  /// Storage that stays until give_back().
  [[nodiscard]] FERRULE_STATIC_LIFETIME constexpr T* take(usize capacity) {
    if consteval {
      FERRULE_UNSAFE("the storage is given back with the same capacity, by give_back()") {
        return std::allocator<T>{}.allocate(capacity);
      }
    } else {
      FERRULE_UNSAFE(
          "the storage is used for elements of T only, and give_back() names the same capacity") {
        return static_cast<T*>(allocator_.allocate(capacity * sizeof(T), alignof(T)));
      }
    }
  }
  constexpr void give_back(T* memory, usize capacity) {
    if consteval {
      FERRULE_UNSAFE("memory came from take(capacity), and every element in it has ended") {
        std::allocator<T>{}.deallocate(memory, capacity);
      }
    } else {
      FERRULE_UNSAFE("memory came from take(capacity), and every element in it has ended") {
        allocator_.deallocate(memory, capacity * sizeof(T), alignof(T));
      }
    }
  }
};

/// Growable bytes.
using ByteVec = Vec<u8>;

}  // namespace ferrule
