// SPDX-License-Identifier: Apache-2.0 OR MIT
// What closures change and keep, wherever they are called from.
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/core/scope_guard.hpp"

using std::string, std::string_view, std::vector;

struct FERRULE_VIEW Keeper {
  string_view m;
  void set(string_view s FERRULE_CAPTURED) { m = s; }
};
void put(Keeper& k, const string& s FERRULE_CAPTURED) { k.m = s; }
/// A lock with its data, as ferrule/kernel has them.
class FERRULE_OWNER Guarded {
 public:
  template <typename F>
  auto with(F f) {
    const std::lock_guard hold(lock_);
    return f(data_);
  }

 private:
  std::mutex lock_;
  string data_;
};

bool out_of_lock(Guarded& guarded) {
  Keeper keeper;
  string_view view;
  ferrule::Option<string_view> option;
  vector<string_view> list;
  guarded.with([&](const string& data) {
    keeper.set(data);      // expect: dangling
    keeper.m = data;       // expect: dangling
    put(keeper, data);     // expect: dangling
    view = data;           // expect: dangling
    option.emplace(data);  // expect: dangling
    list.push_back(data);  // expect: dangling
    auto& alias = view;
    alias = data;          // expect: dangling
    string_view inner = data;
    std::swap(view, inner);  // expect: dangling
    auto nested = [&] { view = data; };
    // expect below: dangling
    nested();
    view = string("x");    // expect: dangling
  });
  return keeper.m.empty() && view.empty() && option.has_value() && list.empty();
}
bool by_name(Guarded& guarded) {
  string_view view;
  guarded.with([&r = view](string& data) { r = data; });             // expect: dangling
  auto keeps = [k = string_view()](const string& s) mutable {
    k = s;                                                           // expect: dangling
    return k.empty();
  };
  return view.empty() && keeps("x");
}
bool keeps_captured() { string_view k; { string o; auto f = [&] { k = o; }; f(); }
  // expect below: use-after-invalidate
  return k.empty(); }
bool changed_later() { string_view k; string o; auto f = [&] { k = o; }; f(); o += "x";
  // expect below: use-after-invalidate
  return k.empty(); }
int nested() {
  vector<int> v{1}; auto g = [&] { v.clear(); }; auto h = [&] { g(); }; int& r = v[0]; h();
  // expect below: use-after-invalidate
  return r; }
int element() { vector<vector<int>> v{{1}}; int& r = v[0][0]; auto f = [&] { v[0].clear(); }; f();
  // expect below: use-after-invalidate
  return r; }
int alias() { vector<int> v{1}; auto& w = v; int& r = v[0]; auto f = [&] { w.clear(); }; f();
  // expect below: use-after-invalidate
  return r; }
int generic() { vector<int> v{1}; int& r = v[0]; auto f = [&](auto) { v.clear(); }; f(1);
  // expect below: use-after-invalidate
  return r; }
int guard() { vector<int> v{1}; ferrule::ScopeGuard g([&] { v.clear(); }); int& r = v[0]; g.run();
  // expect below: use-after-invalidate
  return r; }
struct Own {
  vector<int> v;
  void drop() { v.clear(); }
  // expect below: use-after-invalidate
  int by_this() { int& r = v[0]; auto f = [this] { v.clear(); }; f(); return r; }
  // expect below: use-after-invalidate
  int by_member() { int& r = v[0]; auto f = [this] { drop(); }; f(); return r; }
};
void own_argument(vector<int>& v) {
  auto f = [&](const int& number) { v.push_back(0); return number; };
  f(v[0]);                                                          // expect: exclusive
}
void own_whole(vector<int>& v) {
  auto f = [&](const vector<int>& more) { for (int i : more) { v.push_back(i); } };
  f(v);                                                             // expect: exclusive
}
void own_copy(vector<int>& v) { auto f = [&](int number) { v.push_back(number); }; f(v[0]); }
