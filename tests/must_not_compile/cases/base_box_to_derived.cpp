// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: no viable conversion
// refused by g++: could not convert

#include "ferrule/core/box.hpp"

namespace ferrule {

struct Base {
  int a = 0;
};
struct Derived : Base {};
#if defined(WRONG)
inline Box<Derived> use(Box<Base> box) { return box; }
#else
inline Box<Base> use(Box<Derived> box) { return box; }
#endif

}  // namespace ferrule
