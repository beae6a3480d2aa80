// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: conversion

#include "ferrule/core/checked.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule {

#if defined(WRONG)
inline u8 use(usize length) { return length; }
#else
inline Option<u8> use(usize length) { return narrow<u8>(length); }
#endif

}  // namespace ferrule
