// SPDX-License-Identifier: Apache-2.0 OR MIT
// Arc<T>: shared ownership across threads. What is shared is const: to change it, make a new one
// (or give T a lock).
#pragma once

#include <atomic>
#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

namespace internal {

/// The count and the object in one allocation. The count never wraps: past kSaturated the object is
/// leaked, not freed early.
template <typename T>
struct ArcCell {
  static constexpr u32 kSaturated = 0x7fffffff;

  std::atomic<u32> count{1};
  T object;

  template <typename... Args>
  explicit ArcCell(Args&&... args) : object(std::forward<Args>(args)...) {}

  void retain() {
    if (count.fetch_add(1, std::memory_order_relaxed) >= kSaturated) {
      count.store(kSaturated, std::memory_order_relaxed);
    }
  }
  /// True when the caller was the last owner.
  [[nodiscard]] bool release() {
    if (count.load(std::memory_order_relaxed) >= kSaturated) {
      return false;
    }
    return count.fetch_sub(1, std::memory_order_acq_rel) == 1;
  }
};

}  // namespace internal

template <typename T>
class FERRULE_OWNER Arc {
  using Cell = internal::ArcCell<T>;

 public:
  template <typename... Args>
  [[nodiscard]] static Result<Arc, AllocError> make(AllocatorRef allocator, Args&&... args) {
    FERRULE_UNSAFE(
        "the storage has the cell's size and alignment, and release() gives it back when the last "
        "owner ends") {
      void* memory = allocator.allocate(sizeof(Cell), alignof(Cell));
      if (memory == nullptr) {
        return Err{AllocError{}};
      }
      return Arc(allocator,
                 std::construct_at(static_cast<Cell*>(memory), std::forward<Args>(args)...));
    }
  }

  Arc(const Arc& other) : allocator_{other.allocator_}, cell_{other.cell_} {
    if (cell_ != nullptr) {
      FERRULE_UNSAFE("other owns a share, so the cell is alive") {
        cell_->retain();
      }
    }
  }
  Arc(Arc&& other) noexcept
      : allocator_{other.allocator_}, cell_{std::exchange(other.cell_, nullptr)} {}
  Arc& operator=(Arc other) noexcept {
    std::swap(allocator_, other.allocator_);
    std::swap(cell_, other.cell_);
    return *this;
  }
  ~Arc() { release(); }

  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  /// Both own the same object.
  [[nodiscard]] bool is_same(const Arc& other) const { return cell_ == other.cell_; }

 private:
  AllocatorRef allocator_;
  Cell* cell_;

  Arc(AllocatorRef allocator, Cell* cell) : allocator_{allocator}, cell_{cell} {}

  [[nodiscard]] const T& live() const FERRULE_LIFETIMEBOUND {
    ensure(cell_ != nullptr);
    FERRULE_UNSAFE("this Arc owns a share, so the cell is alive") {
      return cell_->object;
    }
  }
  void release() {
    if (cell_ == nullptr) {
      return;
    }
    FERRULE_UNSAFE(
        "this Arc owns a share; the last owner alone ends the cell and gives its memory back") {
      Cell* const cell = std::exchange(cell_, nullptr);
      if (cell->release()) {
        std::destroy_at(cell);
        allocator_.deallocate(cell, sizeof(Cell), alignof(Cell));
      }
    }
  }
};

}  // namespace ferrule
