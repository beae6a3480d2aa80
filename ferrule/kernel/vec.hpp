// SPDX-License-Identifier: GPL-2.0 OR MIT
// KVec<T>: a growable array. Whatever may allocate takes the flags for it and can fail:
//
//   KVec<u32> numbers;
//   TRYV(numbers.push(7, GFP_KERNEL));
//   TRYV(numbers.reserve(100, GFP_KERNEL));        // now under a spinlock:
//   TRYV(numbers.push_within_capacity(8));
//   for (const u32 number : numbers.span()) {
//     sum += number;
//   }
//
// KVVec<T> takes its memory from kvmalloc, for arrays of many pages; it ends where code may sleep.
// (core's Vec keeps an allocator from its construction on, and this one is told at each call.)
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/error.hpp"

namespace ferrule::kernel {

template <typename T, typename Backend = Kmalloc>
class FERRULE_OWNER FERRULE_CONTIGUOUS("size_ elements are alive at data_") KVec {
  static constexpr bool kFreesAnywhere = std::is_same_v<Backend, Kmalloc>;

 public:
  using Element = T;

  /// Empty; allocates nothing yet.
  constexpr KVec() = default;

  [[nodiscard]] static Result<KVec> with_capacity(usize capacity,
                                                  SleepingGfp flags) FERRULE_MAY_SLEEP {
    KVec made;
    FERRULE_TRYV(made.reserve(capacity, flags));
    return made;
  }
  [[nodiscard]] static Result<KVec> with_capacity(usize capacity, AtomicGfp flags) {
    KVec made;
    FERRULE_TRYV(made.reserve(capacity, flags));
    return made;
  }
  [[nodiscard]] static Result<KVec> copy_of(Span<const T> elements,
                                            SleepingGfp flags) FERRULE_MAY_SLEEP {
    KVec made;
    FERRULE_TRYV(made.append(elements, flags));
    return made;
  }
  [[nodiscard]] static Result<KVec> copy_of(Span<const T> elements, AtomicGfp flags) {
    KVec made;
    FERRULE_TRYV(made.append(elements, flags));
    return made;
  }

  KVec(KVec&& other) noexcept
      : data_{std::exchange(other.data_, nullptr)},
        size_{std::exchange(other.size_, 0)},
        capacity_{std::exchange(other.capacity_, 0)} {}
  KVec& operator=(KVec&& other) noexcept
    requires kFreesAnywhere
  {
    KVec taken(std::move(other));  // which may be inside an element that ends here
    std::swap(data_, taken.data_);
    std::swap(size_, taken.size_);
    std::swap(capacity_, taken.capacity_);
    return *this;
  }
  KVec(const KVec&) = delete;
  KVec& operator=(const KVec&) = delete;
  ~KVec()
    requires kFreesAnywhere
  {
    release();
  }
  FERRULE_MAY_SLEEP ~KVec()
    requires(!kFreesAnywhere)
  {
    clear();
    give_back_asleep(data_);
  }

  [[nodiscard]] usize size() const { return size_; }
  [[nodiscard]] usize capacity() const { return capacity_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] FERRULE_STABLE T* data() FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] const T* data() const FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] FERRULE_STABLE T* begin() FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] const T* begin() const FERRULE_LIFETIMEBOUND { return data_; }
  [[nodiscard]] FERRULE_STABLE T* end() FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] const T* end() const FERRULE_LIFETIMEBOUND { return span().end(); }
  [[nodiscard]] FERRULE_STABLE Span<T> span() FERRULE_LIFETIMEBOUND { return Span<T>(*this); }
  [[nodiscard]] Span<const T> span() const FERRULE_LIFETIMEBOUND { return Span<const T>(*this); }

  /// The element. Traps when there is none.
  FERRULE_STABLE T& operator[](usize index) FERRULE_LIFETIMEBOUND { return span()[index]; }
  const T& operator[](usize index) const FERRULE_LIFETIMEBOUND { return span()[index]; }
  /// The element, or nothing: for indices that depend on input.
  [[nodiscard]] FERRULE_STABLE Option<T&> get(usize index) FERRULE_LIFETIMEBOUND {
    return span().get(index);
  }
  [[nodiscard]] Option<const T&> get(usize index) const FERRULE_LIFETIMEBOUND {
    return span().get(index);
  }

  /// Makes room for `capacity` elements in all.
  [[nodiscard]] Result<> reserve(usize capacity, SleepingGfp flags) FERRULE_MAY_SLEEP {
    if (capacity <= capacity_) {
      return ok();
    }
    FERRULE_TRY(const usize bytes, bytes_of(capacity));
    FERRULE_UNSAFE("adopt() takes the memory for `capacity` elements, or null") {
      void* const fresh = Backend::allocate(bytes, alignof(T), flags);
      void* const old = adopt(fresh, capacity);
      if constexpr (kFreesAnywhere) {
        Backend::free(old);
      } else {
        give_back_asleep(old);
      }
      return fresh == nullptr ? Result<>(Err{errors::ENOMEM}) : Result<>(ok());
    }
  }
  [[nodiscard]] Result<> reserve(usize capacity, AtomicGfp flags) {
    if (capacity <= capacity_) {
      return ok();
    }
    FERRULE_TRY(const usize bytes, bytes_of(capacity));
    FERRULE_UNSAFE("adopt() takes the memory for `capacity` elements, or null") {
      void* const fresh = Backend::allocate(bytes, alignof(T), flags);
      Backend::free(adopt(fresh, capacity));
      return fresh == nullptr ? Result<>(Err{errors::ENOMEM}) : Result<>(ok());
    }
  }
  [[nodiscard]] Result<> push(T value, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_TRY(const usize capacity, capacity_for(1));
    FERRULE_TRYV(reserve(capacity, flags));
    construct_last(std::move(value));
    return ok();
  }
  [[nodiscard]] Result<> push(T value, AtomicGfp flags) {
    FERRULE_TRY(const usize capacity, capacity_for(1));
    FERRULE_TRYV(reserve(capacity, flags));
    construct_last(std::move(value));
    return ok();
  }
  /// Never allocates: ENOMEM when there is no room.
  [[nodiscard]] Result<> push_within_capacity(T value) {
    if (size_ == capacity_) {
      return Err{errors::ENOMEM};
    }
    construct_last(std::move(value));
    return ok();
  }
  /// Copies `elements` to the end. They must not lie in this KVec.
  [[nodiscard]] Result<> append(Span<const T> elements, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_TRY(const usize capacity, capacity_for(elements.size()));
    FERRULE_TRYV(reserve(capacity, flags));
    construct_copies(elements);
    return ok();
  }
  [[nodiscard]] Result<> append(Span<const T> elements, AtomicGfp flags) {
    FERRULE_TRY(const usize capacity, capacity_for(elements.size()));
    FERRULE_TRYV(reserve(capacity, flags));
    construct_copies(elements);
    return ok();
  }
  /// Appends `count` value-initialised elements and returns them.
  [[nodiscard]] Result<Span<T>> extend(usize count, SleepingGfp flags)
      FERRULE_LIFETIMEBOUND FERRULE_MAY_SLEEP {
    FERRULE_TRY(const usize capacity, capacity_for(count));
    FERRULE_TRYV(reserve(capacity, flags));
    return construct_empty(count);
  }
  [[nodiscard]] Result<Span<T>> extend(usize count, AtomicGfp flags) FERRULE_LIFETIMEBOUND {
    FERRULE_TRY(const usize capacity, capacity_for(count));
    FERRULE_TRYV(reserve(capacity, flags));
    return construct_empty(count);
  }

  Option<T> pop() {
    if (size_ == 0) {
      return kNone;
    }
    Option<T> last(std::move(span().back()));
    truncate(size_ - 1);
    return last;
  }
  /// Takes an element out and closes the gap; nothing when there is none at `index`.
  Option<T> remove(usize index) {
    if (index >= size_) {
      return kNone;
    }
    Option<T> taken(std::move((*this)[index]));
    for (usize i = index + 1; i < size_; ++i) {
      (*this)[i - 1] = std::move((*this)[i]);
    }
    truncate(size_ - 1);
    return taken;
  }
  /// Ends the elements from `size` on; capacity stays.
  void truncate(usize size) {
    while (size_ > size) {
      T& last = span().back();
      --size_;
      FERRULE_UNSAFE("last was alive and size_ no longer covers it") {
        std::destroy_at(std::addressof(last));
      }
    }
  }
  void clear() { truncate(0); }
  /// Removes the first `count` elements; the others move up. Traps when there are fewer.
  void remove_prefix(usize count) {
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
  /// Gives back the memory; the KVec is empty afterwards.
  void release()
    requires kFreesAnywhere
  {
    clear();
    capacity_ = 0;
    FERRULE_UNSAFE("data_ is null or came from Backend, and is not named again") {
      Backend::free(std::exchange(data_, nullptr));
    }
  }

 private:
  T* data_ = nullptr;
  usize size_ = 0;
  usize capacity_ = 0;

  static constexpr usize kMaxCapacity = static_cast<usize>(-1) / 4 / sizeof(T);

  [[nodiscard]] static Result<usize> bytes_of(usize capacity) {
    if (capacity > kMaxCapacity) {
      return Err{errors::ENOMEM};
    }
    return capacity * sizeof(T);
  }
  /// The capacity to have before `count` more elements come: at least twice the old one.
  [[nodiscard]] Result<usize> capacity_for(usize count) const {
    if (count <= capacity_ - size_) {
      return capacity_;
    }
    if (count > kMaxCapacity - size_) {
      return Err{errors::ENOMEM};
    }
    constexpr usize kSmallest = sizeof(T) < 16 ? 64 / sizeof(T) : 4;
    const usize doubled = capacity_ < kMaxCapacity / 2 ? capacity_ * 2 : kMaxCapacity;
    const usize needed = size_ + count > kSmallest ? size_ + count : kSmallest;
    return doubled > needed ? doubled : needed;
  }

  /// Moves the elements to `fresh` and returns the memory to free: the old, or null with `fresh`.
  FERRULE_UNSAFE_FN("fresh is null, or storage for `capacity` elements that the vector then owns")
  [[nodiscard]] void* adopt(void* fresh, usize capacity) {
    if (fresh == nullptr) {
      return nullptr;
    }
    FERRULE_UNSAFE("fresh has room for size_ elements, and each old one is moved and ended once") {
      T* const place = static_cast<T*>(fresh);
      if constexpr (std::is_trivially_copyable_v<T>) {
        if (size_ != 0) {
          __builtin_memcpy(fresh, data_, size_ * sizeof(T));
        }
      } else {
        for (usize i = 0; i < size_; ++i) {
          std::construct_at(place + i, std::move(data_[i]));
          std::destroy_at(data_ + i);
        }
      }
      capacity_ = capacity;
      return std::exchange(data_, place);
    }
  }
  static void give_back_asleep(void* memory) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("memory is null or came from Backend, and is not named again") {
      Backend::free(memory);
    }
  }

  template <typename... Args>
  FERRULE_STABLE void construct_last(Args&&... args) {
    ensure(size_ < capacity_);
    FERRULE_UNSAFE("size_ < capacity_, and no element lives in that place yet") {
      std::construct_at(data_ + size_, std::forward<Args>(args)...);
    }
    ++size_;
  }
  void construct_copies(Span<const T> elements) {
    for (const T& element : elements) {
      construct_last(element);
    }
  }
  [[nodiscard]] Span<T> construct_empty(usize count) FERRULE_LIFETIMEBOUND {
    for (usize i = 0; i < count; ++i) {
      construct_last();
    }
    return span().last(count);
  }
};

template <typename T>
using KVVec = KVec<T, KVmalloc>;

}  // namespace ferrule::kernel
