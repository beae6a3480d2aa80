// SPDX-License-Identifier: Apache-2.0 OR MIT
// Objects are not made or ended by hand.
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "ferrule/core/unsafe.hpp"

void leaks() { auto* p = new int(3); UNSAFE("made on this line by new") { delete p; } }  // expect: raw-alloc
void deletes(int* p) { delete p; }                                                       // expect: raw-alloc
void places(std::array<std::byte, 8>& room) { ::new (static_cast<void*>(&room)) int(1); } // expect: raw-alloc
void ends(std::vector<int>& v) { v.~vector(); }                                          // expect: raw-alloc
template <class T> void ends_any(T& t) { t.~T(); }                                       // expect: raw-alloc
void end_int(int& x) { ends_any(x); }
struct Tree { std::unique_ptr<Tree> left; int k = 0; };                                  // expect: shallow-const
