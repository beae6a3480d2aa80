// SPDX-License-Identifier: Apache-2.0 OR MIT
// Everything has a value from the start.
#include <array>

struct Pair { int a; int b; };
struct Half { int a; Half() {} };                         // expect: uninit
struct Whole { int a; int b = 2; Whole() : a(1) {} };

int scalar() { int x; return x; }                         // expect: uninit
int array() { std::array<int, 4> a; return a[0]; }        // expect: uninit
int aggregate() { Pair p; return p.a; }                   // expect: uninit
int value() { std::array<int, 4> a{}; return a[0]; }
int loop() { int t = 0; for (int i = 0; i < 3; ++i) { t += i; } return t; }
