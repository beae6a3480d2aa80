// SPDX-License-Identifier: GPL-2.0 OR MIT
// ForeignOwnable: owners that fit into a `void*` of a C struct (private_data, drvdata) and come
// back from it. KBox<T> and Arc<T> are.
//
//   raw->private_data = into_foreign(std::move(state));
//   auto state = borrow_foreign<KBox<State>>(raw->private_data);
//   auto ended = from_foreign<KBox<State>>(raw->private_data);
#pragma once

#include <type_traits>
#include <utility>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"

namespace ferrule::kernel {

/// How an owner of this type becomes a pointer and comes back.
template <typename P>
struct Foreign;

template <typename T>
  requires(!std::is_polymorphic_v<T>)
struct Foreign<KBox<T>> {
  using Borrowed = T&;

  FERRULE_UNSAFE_FN("the pointer is made an owner again, once")
  FERRULE_STATIC_LIFETIME static void* into(KBox<T> owner) {
    FERRULE_UNSAFE("the contract above, which is into_raw()'s") {
      return std::move(owner).into_raw();
    }
  }
  FERRULE_UNSAFE_FN("raw came from into(), and no other owner was made from it")
  static KBox<T> from(void* raw) {
    FERRULE_UNSAFE("the contract above, which is from_raw()'s") {
      return KBox<T>::from_raw(static_cast<T*>(raw));
    }
  }
  FERRULE_UNSAFE_FN("raw came from into(), and no owner is made while the reference is used")
  static T& borrow(void* raw FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("raw is the box's live object") {
      return *static_cast<T*>(raw);
    }
  }
};

template <typename T>
struct Foreign<Arc<T>> {
  using Borrowed = ArcBorrow<T>;

  FERRULE_UNSAFE_FN("the pointer is made an owner again, once")
  FERRULE_STATIC_LIFETIME static void* into(Arc<T> owner) {
    FERRULE_UNSAFE("the contract above, which is into_raw()'s") {
      return std::move(owner).into_raw();
    }
  }
  FERRULE_UNSAFE_FN("raw came from into(), and no other owner was made from it")
  static Arc<T> from(void* raw) {
    FERRULE_UNSAFE("the contract above, which is from_raw()'s") {
      return Arc<T>::from_raw(raw);
    }
  }
  FERRULE_UNSAFE_FN("raw came from into(), and no owner is made while the view is used")
  static ArcBorrow<T> borrow(void* raw FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the contract above, which is borrow_raw()'s") {
      return Arc<T>::borrow_raw(raw);
    }
  }
};

template <typename P>
concept ForeignOwnable = requires { typename Foreign<P>::Borrowed; };

template <ForeignOwnable P>
FERRULE_UNSAFE_FN("the pointer is made an owner again, once")
FERRULE_STATIC_LIFETIME [[nodiscard]] void* into_foreign(P owner) {
  FERRULE_UNSAFE("the contract above") {
    return Foreign<P>::into(std::move(owner));
  }
}
template <ForeignOwnable P>
FERRULE_UNSAFE_FN("raw came from into_foreign<P>(), and no other owner was made from it")
[[nodiscard]] P from_foreign(void* raw) {
  FERRULE_UNSAFE("the contract above") {
    return Foreign<P>::from(raw);
  }
}
template <ForeignOwnable P>
FERRULE_UNSAFE_FN("raw came from into_foreign<P>(), and no owner is made while the view is used")
[[nodiscard]] typename Foreign<P>::Borrowed borrow_foreign(void* raw FERRULE_LIFETIMEBOUND) {
  FERRULE_UNSAFE("the contract above") {
    return Foreign<P>::borrow(raw);
  }
}

}  // namespace ferrule::kernel
