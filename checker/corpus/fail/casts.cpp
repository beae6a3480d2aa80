// SPDX-License-Identifier: Apache-2.0 OR MIT
// Casts that change what bytes are taken for.
#include <array>
#include <bit>
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

struct Parts { std::uint16_t low; std::array<std::uint8_t, 2> high; };
struct FERRULE_VIEW Handle { const int* to; std::uint64_t size; };
float number(std::uint32_t bits) { return std::bit_cast<float>(bits); }
Parts parts(std::uint32_t bits) { return std::bit_cast<Parts>(bits); }
bool not_every_byte(std::uint8_t byte) { return std::bit_cast<bool>(byte); }     // expect: cast
using Words = std::array<std::uint64_t, 2>;
bool forged(Words words) { return std::bit_cast<Handle>(words).to == nullptr; }  // expect: cast
auto told(Handle handle) { return std::bit_cast<Words>(handle)[0]; }             // expect: cast

struct Plain {};
struct FERRULE_VIEW Cursor : Plain {
  const int& at;
  explicit Cursor(const int& x FERRULE_LIFETIMEBOUND) : at(x) {}
};
void keep(const Plain& p);
// expect below: view-erasure
void erases(const Cursor& c) { keep(c); }
