// SPDX-License-Identifier: Apache-2.0 OR MIT
// No argument reaches into what the call may change.
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"

using std::vector;

struct Log {
  vector<int> lines;
  std::string name;
  int count = 0;
  void add(const vector<int>& more) { for (int line : more) { lines.push_back(line); } }
  void note(const int& number) { lines.push_back(number); }
};
void two(vector<int>& v, int& x);
void both(vector<int>& a, const vector<int>& b);
void whole(Log& log, const Log& other);

void element(vector<int>& v) { two(v, v[0]); }                 // expect: exclusive
void own_element(vector<int>& v) { v.push_back(v[0]); }        // expect: exclusive
void twice(vector<int>& v) { both(v, v); }                     // expect: exclusive
void own_part(Log& log) { log.add(log.lines); }                // expect: exclusive
void part_and_whole(Log& log) { whole(log, log); }             // expect: exclusive
void erase_at(vector<int>& v) {
  auto it = v.begin();
  v.insert(it, 3);                                             // expect: std-raw exclusive
  for (; it != v.end();) { return; }                           // expect: use-after-invalidate
}
void other_object(Log& a, Log& b) { a.add(b.lines); }
void plain_number(Log& log) { log.note(log.count); }
void disjoint(Log& log) { both(log.lines, vector<int>{1}); }
struct Link {
  ferrule::Option<ferrule::Box<Link>> next;
  int v = 0;
};
// expect below: exclusive
void advances(ferrule::Option<ferrule::Box<Link>>& head) { head = std::move((*head)->next); }
struct Tree {
  vector<Tree> children;
  Tree& operator=(const Tree& other) { children.clear(); children = other.children; return *this; }
};
void replaces(Tree& t) { t = t.children[0]; }                        // expect: exclusive
