// SPDX-License-Identifier: Apache-2.0 OR MIT
// Control flow and arguments that nobody can follow.
#include <cstdarg>

#include "ferrule/core/unsafe.hpp"

void jumps(int x) { if (x) goto out; x = 2; out: return; }           // expect: goto
int variadic(int n, ...) {                                          // expect: varargs
  va_list list;                                                     // expect: uninit
  UNSAFE("the machinery of variable arguments, for the corpus") {
    va_start(list, n);
    n = va_arg(list, int);
    va_end(list);
  }
  return n;
}
int assembles(int x) { asm volatile("" : "+r"(x)); return x; }      // expect: asm
int throws(int x) { if (x == 0) { throw 1; } return x; }            // expect: exceptions
