// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a declaration must say, or must not be.
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "ferrule/core/unsafe.hpp"

struct Holds { std::string_view v; };                              // expect: field-view
struct Refers { int& r; };                                         // expect: field-view
struct Points { int* p = nullptr; };                               // expect: field-view
struct FERRULE_VIEW Cursor { std::span<const int> in; };
class FERRULE_OWNER Owner { int* p_ = nullptr; };
class FERRULE_OWNER Careless { public: int* p = nullptr; };        // expect: field-view
template <class T> struct Cell { T value; };
template <class T> struct Peek { T* p = nullptr; };                // expect: field-view
struct Uses { Cell<int> a; Peek<int> b; };                         // expect: field-view
struct Nested { Cell<std::string_view> a; };                       // expect: field-view

struct Cache { mutable int hits = 0; };                            // expect: mutable-field
struct Counter { FERRULE_SYNC mutable int shared = 0; };
union Either { int i; float f; };                                  // expect: union
float other(Either& e) { return e.f; }                             // expect: union
union FERRULE_UNSAFE_UNION("the corpus keeps only i alive") Marked { int i; float f; };

int& unbound(int& x) { return x; }                                 // expect: return-unbound
int& bound(int& x FERRULE_LIFETIMEBOUND) { return x; }
std::span<const int> view(const std::vector<int>& v) { return v; } // expect: return-unbound
std::string_view literal() { return "x"; }                         // expect: return-unbound
FERRULE_STATIC_LIFETIME std::string_view kept() { return "x"; }
std::string_view rest(std::string_view all) { return all.substr(1); }

int counter = 0;                                                   // expect: global-mutable
FERRULE_SYNC int guarded = 0;
const int kLimit = 3;
// expect below: global-mutable view-static
static std::string_view name = "x";
constexpr std::string_view kName = "x";
void share(std::shared_ptr<int> p);                                // expect: shared-mutable
void shares(std::shared_ptr<const int> p);
