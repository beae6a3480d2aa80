// SPDX-License-Identifier: Apache-2.0 OR MIT
// Overrides that do what callers of the base cannot know; threads; what has no value.
#include <algorithm>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/unsafe.hpp"

using std::string, std::string_view, std::vector;

struct FERRULE_VIEW Base {
  virtual void set(string_view v) = 0;
  virtual string_view get(const string& a FERRULE_LIFETIMEBOUND, const string& b) = 0;
  FERRULE_STABLE virtual void tick() = 0;

 protected:
  ~Base() = default;
};
struct FERRULE_VIEW Derived final : Base {
  string_view m;
  // expect below: override
  void set(string_view v FERRULE_CAPTURED) override { m = v; }
  // expect below: override
  string_view get(const string&, const string& b FERRULE_LIFETIMEBOUND) override { return b; }
  void tick() override {}                                            // expect: override
};
// expect below: send
int async() { int x = 0; auto f = std::async([&] { return ++x; }); ++x; return f.get(); }
auto unwritten() { return std::make_unique_for_overwrite<int>(); }    // expect: uninit
thread_local vector<int> list;                                       // expect: global-mutable
// expect below: std-raw
void copies(const vector<int>& from, vector<int>& to) { std::ranges::copy(from, to.begin()); }
