// SPDX-License-Identifier: GPL-2.0 OR MIT
// KBox<T>: sole owner of one object from kmalloc. const reaches the object. The box moves, the
// object stays where it is, so it may be one that must not move:
//
//   TRY(KBox<Entry> entry, KBox<Entry>::make(GFP_KERNEL, 7U));
//   TRY(KBox<Device> device, KBox<Device>::pin_init(Device::init(7), GFP_KERNEL));
//   TRY(KBox<Circle> circle, KBox<Circle>::make(GFP_KERNEL, 2U));
//   KBox<Shape> shape = std::move(circle);   // of an interface: ends and frees what was made
//
// KVBox<T> is the same for objects of many pages; it ends where code may sleep.
#pragma once

#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/init.hpp"

namespace ferrule::kernel {

namespace internal {

/// An initialiser of T with the kernel's errors (core/init.hpp).
template <typename Init, typename T>
concept InitOf = requires(Init& init, Slot<T>& slot) {
  { init(slot) } -> std::same_as<Result<>>;
};

/// What make() takes: the arguments of a constructor, and of a number one without loss.
template <typename T, typename... Args>
concept BuiltFrom = std::is_constructible_v<T, Args...> &&
                    (std::is_class_v<T> || requires { T{std::declval<Args>()...}; });

template <typename T, typename Backend>
FERRULE_UNSAFE_FN("object is a live T in memory of Backend, and is not used again")
void end_boxed(void* object) {
  FERRULE_UNSAFE("the contract above: a live T from this backend") {
    std::destroy_at(static_cast<T*>(object));
    Backend::free(object);
  }
}

/// What a box must keep to end its object: nothing for a class, how for an interface.
template <typename T, typename Backend, bool kInterface = std::is_polymorphic_v<T>>
class BoxEnd {
 public:
  FERRULE_UNSAFE_FN("object is the box's live T, and is not used again")
  static void run(T* object) {
    FERRULE_UNSAFE("the contract above, which is end_boxed's") {
      end_boxed<T, Backend>(object);
    }
  }
};
template <typename T, typename Backend>
class FERRULE_OWNER BoxEnd<T, Backend, true> {
 public:
  constexpr BoxEnd() = default;
  explicit BoxEnd(T* object) : memory_{object} {
    FERRULE_UNSAFE("run() demands that the object is the one given here") {
      end_ = &end_boxed<T, Backend>;
    }
  }
  /// What was made as a D ends as a D.
  template <typename D>
  explicit BoxEnd(const BoxEnd<D, Backend, true>& other)
      : memory_{other.memory_}, end_{other.end_} {}

  FERRULE_UNSAFE_FN("the box's object is alive, and is not used again")
  void run(T*) const {
    FERRULE_UNSAFE("end_ was made for the class of the object at memory_") {
      end_(memory_);
    }
  }

 private:
  template <typename, typename, bool>
  friend class BoxEnd;

  void* memory_ = nullptr;
  void (*end_)(void*) = nullptr;
};

}  // namespace internal

template <typename T>
class UniqueArc;

template <typename T, typename Backend = Kmalloc>
class FERRULE_OWNER KBox {
  static constexpr bool kInterface = std::is_polymorphic_v<T>;
  static constexpr bool kFreesAnywhere = std::is_same_v<Backend, Kmalloc>;
  static_assert(!kInterface || kFreesAnywhere, "a box of an interface lives in kmalloc's memory");

 public:
  /// Builds the object from `args`. ENOMEM when there is no memory.
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<KBox> make(SleepingGfp flags, Args&&... args) FERRULE_MAY_SLEEP {
    return built(Backend::allocate(sizeof(T), alignof(T), flags),
                 [&]() FERRULE_MAY_SLEEP -> T { return T(std::forward<Args>(args)...); });
  }
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<KBox> make(AtomicGfp flags, Args&&... args) {
    return built(Backend::allocate(sizeof(T), alignof(T), flags),
                 [&]() -> T { return T(std::forward<Args>(args)...); });
  }
  /// Runs the initialiser in fresh memory. On its error all is undone, and the error is returned.
  template <internal::InitOf<T> Init>
  [[nodiscard]] static Result<KBox> pin_init(Init&& init, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("the memory has T's size and alignment; it is given back, or the box's") {
      void* const memory = Backend::allocate(sizeof(T), alignof(T), flags);
      if (memory == nullptr) {
        return Err{errors::ENOMEM};
      }
      T* const place = static_cast<T*>(memory);
      auto slot = Slot<T>::at(place);
      const Result<> built = init(slot);
      if (!built) {
        slot.undo();
        Backend::free(memory);
        return Err{built.error()};
      }
      ensure(slot.filled());
      slot.keep();
      return KBox(place);
    }
  }

  KBox(KBox&& other) noexcept : object_{std::exchange(other.object_, nullptr)}, end_{other.end_} {}
  template <typename D>
    requires(!std::is_same_v<D, T> && std::is_convertible_v<D*, T*> && kInterface)
  KBox(KBox<D, Backend>&& other) noexcept
      : object_{std::exchange(other.object_, nullptr)}, end_{other.end_} {}
  KBox& operator=(KBox&& other) noexcept
    requires kFreesAnywhere
  {
    KBox taken(std::move(other));  // which may be inside the object that ends here
    std::swap(object_, taken.object_);
    std::swap(end_, taken.end_);
    return *this;
  }
  KBox(const KBox&) = delete;
  KBox& operator=(const KBox&) = delete;
  ~KBox()
    requires kFreesAnywhere
  {
    release();
  }
  FERRULE_MAY_SLEEP ~KBox()
    requires(!kFreesAnywhere)
  {
    release_asleep();
  }

  /// The object. Traps when the box was moved away.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

  /// Moves the object out and frees its memory.
  [[nodiscard]] T into_inner() &&
      requires(std::is_move_constructible_v<T> && !kInterface && kFreesAnywhere) {
        T moved = std::move(live());
        release();
        return moved;
      }

      FERRULE_UNSAFE_FN("the caller owns the object from now on, and makes a box of it again")
          FERRULE_STATIC_LIFETIME [[nodiscard]] T* into_raw() &&
      requires(!kInterface) {
        ensure(object_ != nullptr);
        return std::exchange(object_, nullptr);
      } FERRULE_UNSAFE_FN("object came from into_raw() of such a box, and nobody else owns it")
          [[nodiscard]] static KBox from_raw(T* object)
        requires(!kInterface)
  {
    return KBox(object);
  }

 private:
  template <typename, typename>
  friend class KBox;
  template <typename>
  friend class UniqueArc;

  T* object_;
  [[no_unique_address]] internal::BoxEnd<T, Backend> end_{};

  explicit KBox(T* object)
    requires kInterface
      : object_{object}, end_{object} {}
  explicit KBox(T* object)
    requires(!kInterface)
      : object_{object} {}

  /// `memory` is null, or storage for a T. What `construct()` returns is built right there; whether
  /// it may sleep was asked where it was written down.
  template <typename Construct>
  [[nodiscard]] FERRULE_RUNS_INITIALISERS static Result<KBox> built(void* memory,
                                                                    Construct construct) {
    if (memory == nullptr) {
      return Err{errors::ENOMEM};
    }
    FERRULE_UNSAFE("the contract above, and the box gives the memory back") {
      return KBox(::new (memory) T(construct()));
    }
  }
  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("a box owns its object until it is moved from, which sets object_ to null") {
      return *object_;
    }
  }
  void release()
    requires kFreesAnywhere
  {
    T* const object = std::exchange(object_, nullptr);
    if (object == nullptr) {
      return;
    }
    FERRULE_UNSAFE("the box owned this live object and its memory, and names it no longer") {
      end_.run(object);
    }
  }
  void release_asleep() FERRULE_MAY_SLEEP {
    T* const object = std::exchange(object_, nullptr);
    if (object == nullptr) {
      return;
    }
    FERRULE_UNSAFE("the box owned this live object and its memory, and names it no longer") {
      std::destroy_at(object);
      Backend::free(object);
    }
  }
};

template <typename T>
using KVBox = KBox<T, KVmalloc>;

}  // namespace ferrule::kernel
