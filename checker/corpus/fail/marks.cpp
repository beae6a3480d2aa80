// SPDX-License-Identifier: Apache-2.0 OR MIT
// The marks themselves.
#include "ferrule/core/unsafe.hpp"

void nothing() { UNSAFE("nothing unsafe happens in here") { int x = 1; (void)x; } }  // expect: unused-unsafe
void short_reason(int* p) { UNSAFE("trust me") { *p = 1; } }                         // expect: reason
void nested(int* p) {
  UNSAFE("the outer of two regions") {
    *p = 1;
    UNSAFE("the inner of two regions") { *p = 2; }                                   // expect: nested-unsafe
  }
}
int expression(int* p) { return UNSAFE_EXPR("the corpus says p is valid", *p); }
int beside(int* p) { return UNSAFE_EXPR("the corpus says p is valid", *p) + *p; }    // expect: ptr-deref
FERRULE_UNSAFE_FN("p is valid") int body_is_checked(int* p) { return *p; }           // expect: ptr-deref
template <class T> int generic(T& t) {
  UNSAFE("never instantiated here: only the ledger sees all units") { return t.get(); }
}
