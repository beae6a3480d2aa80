// SPDX-License-Identifier: Apache-2.0 OR MIT
// SharedCore<T>: what a stream and its outstanding operations own together, so that destroying the
// stream ends nothing that an operation still uses. All owners live in one strand; only the count
// may be touched from elsewhere.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io::asio_stream {

template <typename T>
class FERRULE_OWNER SharedCore {
 public:
  template <typename... Args>
  static SharedCore make(Args&&... args) {
    FERRULE_UNSAFE("the new cell starts with a count of one, which the handle made here owns") {
      return SharedCore(new Cell(std::forward<Args>(args)...));
    }
  }
  SharedCore(const SharedCore& other) : cell_{other.cell_} {
    if (cell_ != nullptr) {
      FERRULE_UNSAFE("other owns a share, so the cell is alive") {
        cell_->count.fetch_add(1, std::memory_order_relaxed);
      }
    }
  }
  SharedCore(SharedCore&& other) noexcept : cell_{std::exchange(other.cell_, nullptr)} {}
  SharedCore& operator=(SharedCore other) noexcept {
    std::swap(cell_, other.cell_);
    return *this;
  }
  ~SharedCore() {
    if (cell_ == nullptr) {
      return;
    }
    FERRULE_UNSAFE("this handle owns a share; the last one alone ends the cell") {
      if (cell_->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete cell_;
      }
    }
  }

  [[nodiscard]] bool has_value() const { return cell_ != nullptr; }
  /// Traps when it was moved away.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

 private:
  struct Cell {
    std::atomic<u32> count{1};
    T object;
    template <typename... Args>
    explicit Cell(Args&&... args) : object(std::forward<Args>(args)...) {}
  };
  Cell* cell_;

  explicit SharedCore(Cell* cell) : cell_{cell} {}
  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(cell_ != nullptr);
    FERRULE_UNSAFE("this handle owns a share, so the cell is alive") {
      return cell_->object;
    }
  }
};

}  // namespace ferrule::io::asio_stream
