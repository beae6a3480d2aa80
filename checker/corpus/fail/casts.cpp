// SPDX-License-Identifier: Apache-2.0 OR MIT
// Casts that change what bytes are taken for.
#include <cstdint>

#include "ferrule/core/unsafe.hpp"

struct Base { int b = 0; };
struct Derived : Base { int d = 0; };

std::uint32_t sheltered(const std::uint8_t* p) {
  UNSAFE("the corpus says that p points to four aligned bytes") {
    return *reinterpret_cast<const std::uint32_t*>(p);
  }
}
auto address(std::uint8_t& b) { return reinterpret_cast<std::uintptr_t>(&b); }  // expect: cast
int c_style(double d) { return (int)d; }                                        // expect: cast
int& no_const(const int& x FERRULE_LIFETIMEBOUND) { return const_cast<int&>(x); } // expect: cast
int downcast(Base& b) { return static_cast<Derived&>(b).d; }                    // expect: cast
bool from_void(void* p) { return static_cast<int*>(p) != nullptr; }             // expect: cast
int upcast(Derived& d) { return static_cast<Base&>(d).b; }
void dropped(int x) { (void)x; }

struct Plain {};
struct FERRULE_VIEW Cursor : Plain {
  const int& at;
  explicit Cursor(const int& x FERRULE_LIFETIMEBOUND) : at(x) {}
};
void keep(const Plain& p);
// expect below: view-erasure
void erases(const Cursor& c) { keep(c); }
