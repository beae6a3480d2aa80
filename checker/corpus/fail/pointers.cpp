// SPDX-License-Identifier: Apache-2.0 OR MIT
// Nothing is reached through a raw pointer.
#include <cstddef>

#include "ferrule/core/unsafe.hpp"

struct Point { int x = 0; };
void take(int* p);

int read(int* p) { return *p; }                       // expect: ptr-deref
int arrow(Point* p) { return p->x; }                  // expect: ptr-deref
int member(Point* p, int Point::*m) { return p->*m; } // expect: ptr-deref
void step(int* p) { ++p; }                            // expect: ptr-arith
void jump(int* p) { p += 2; }                         // expect: ptr-arith
int* plus(int* p FERRULE_LIFETIMEBOUND, int n) { return p + n; } // expect: ptr-arith
std::ptrdiff_t gap(int* a, int* b) { return a - b; }  // expect: ptr-arith
bool before(int* a, int* b) { return a < b; }         // expect: ptr-arith
bool same(int* a, int* b) { return a == b; }
int index(int* p, int i) { return p[i]; }             // expect: subscript
int variable_index(unsigned i) { int a[4] = {}; return a[i]; } // expect: subscript
int past_the_end() { int a[4] = {}; return a[4]; }    // expect: subscript
int constant_index() { int a[4] = {}; return a[3]; }
void decays() { int a[4] = {}; take(a); }             // expect: decay
auto closure() { return [](int* p) { return *p; }; }  // expect: ptr-deref
auto generic_closure() { return [](auto p) { return *p; }; }  // expect: ptr-deref
int called(int& x) { return generic_closure()(&x); }
template <class T> T generic(T* p) { return *p; }     // expect: ptr-deref
int instantiated(int& x) { return generic(&x); }
struct Self { int v = 0; int get() { return this->v; } Self copy() { return *this; } };
int loaded(int* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }  // expect: ptr-deref
int named(const int& x) { return __atomic_load_n(&x, __ATOMIC_RELAXED); }
void kept(int*& at, int* p) { __atomic_store_n(&at, p, __ATOMIC_RELAXED); }
