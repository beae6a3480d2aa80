// SPDX-License-Identifier: Apache-2.0 OR MIT
// Objects are not made or ended by hand.
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "ferrule/core/unsafe.hpp"

// expect below: raw-alloc
void leaks() { auto* p = new int(3); UNSAFE("made on this line by new") { delete p; } }
// expect below: raw-alloc
void deletes(int* p) { delete p; }
// expect below: raw-alloc
void places(std::array<std::byte, 8>& room) { ::new (static_cast<void*>(&room)) int(1); }
// expect below: raw-alloc
void ends(std::vector<int>& v) { v.~vector(); }
// expect below: raw-alloc
template <class T> void ends_any(T& t) { t.~T(); }
void end_int(int& x) { ends_any(x); }
// expect below: shallow-const
struct Tree { std::unique_ptr<Tree> left; int k = 0; };
