// SPDX-License-Identifier: Apache-2.0 OR MIT
// The marks themselves.
#include "ferrule/core/unsafe.hpp"

// expect below: unused-unsafe
void nothing() { UNSAFE("nothing unsafe happens in here") { int x = 1; (void)x; } }
// expect below: reason
void short_reason(int* p) { UNSAFE("trust me") { *p = 1; } }
void nested(int* p) {
  UNSAFE("the outer of two regions") {
    *p = 1;
    // expect below: nested-unsafe
    UNSAFE("the inner of two regions") { *p = 2; }
  }
}
int expression(int* p) { return UNSAFE_EXPR("the corpus says p is valid", *p); }
// expect below: ptr-deref
int beside(int* p) { return UNSAFE_EXPR("the corpus says p is valid", *p) + *p; }
// expect below: ptr-deref
FERRULE_UNSAFE_FN("p is valid") int body_is_checked(int* p) { return *p; }
template <class T> int generic(T& t) {
  UNSAFE("never instantiated here: only the ledger sees all units") { return t.get(); }
}
