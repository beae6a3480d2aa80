// SPDX-License-Identifier: Apache-2.0 OR MIT
// Includes that only one room may have.
#include <ferrule/bindings.hpp>  // expect: door

inline void short_cut() {
  misc_deregister_stand_in();  // expect: call-c
}
