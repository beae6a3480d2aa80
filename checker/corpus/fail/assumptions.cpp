// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is believed and not checked.
#include <memory>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"

using ferrule::Span;

int assumed(Span<const int> s, unsigned i) {
  const auto size = s.size();
  [[assume(i < size)]];                             // expect: assume
  return s[i];
}
int built_in(Span<const int> s, unsigned i) {
  if (i >= s.size()) { __builtin_unreachable(); }   // expect: assume
  return s[i];
}
int standard(Span<const int> s, unsigned i) {
  if (i >= s.size()) { std::unreachable(); }        // expect: assume
  return s[i];
}
int condition(Span<const int> s, unsigned i) {
  const auto size = s.size();
  __builtin_assume(i < size);                       // expect: assume
  return s[i];
}

[[gnu::weak]] int perhaps();                        // expect: attribute
int other() __asm__("exit");                        // expect: attribute
[[gnu::constructor]] void early() {}                // expect: attribute

class FERRULE_VIEW Claim {
 public:
  explicit Claim(int& first FERRULE_LIFETIMEBOUND) : first_{first} {}
  int* data() const { return &first_; }
  unsigned size() const { return 4096; }

 private:
  int& first_;
};
int last(int first) {
  const Claim claim(first);
  return Span<int>(claim).back();                   // expect: contiguous
}

struct Mine {};
template <>
class ferrule::Option<Mine> {};                     // expect: specialised

struct Point { int x; int y; };
int member(const Point& p, int Point::*m) { return p.*m; }  // expect: ptr-deref
template <int Point::*kMember>
int known(const Point& p) { return p.*kMember; }
int x(const Point& p) { return known<&Point::x>(p); }
