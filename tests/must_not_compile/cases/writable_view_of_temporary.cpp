// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused by clang++: no viable conversion
// refused by g++: conversion from

#include "ferrule/core/array.hpp"

namespace ferrule {

Array<u8, 3> make();
void fill(MutBytes bytes);
void use() {
#if defined(WRONG)
  const MutBytes view = make();
  fill(view);
#else
  Array<u8, 3> bytes = make();
  fill(bytes.span());
#endif
}

}  // namespace ferrule
