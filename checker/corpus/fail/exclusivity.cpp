// SPDX-License-Identifier: Apache-2.0 OR MIT
// No argument reaches into what the call may change.
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/array.hpp"
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
struct Tree {
  vector<Tree> children;
  Tree& operator=(const Tree& other) { children.clear(); children = other.children; return *this; }
};
void replaces(Tree& t) { t = t.children[0]; }                        // expect: exclusive

// Field by field, the first ends what the others lie in.
struct Fork;
using Way = ferrule::Option<ferrule::Box<Fork>>;
struct Fork {
  Way left;
  Way right;
};
void both_ways(Fork& fork) { fork = std::move(**fork.left); }         // expect: exclusive
struct Cross;
using Roads = ferrule::Array<ferrule::Option<ferrule::Box<Cross>>, 2>;
struct Cross {
  Roads roads;
};
void all_roads(Roads& roads) { roads = std::move((*roads[0])->roads); }  // expect: exclusive
// Only the object of the call waits for the argument.
struct Holder {
  Way way;
  void take(Way&& other FERRULE_TAKEN_FIRST, Way& spare) {
    Way taken(std::move(other));
    spare.reset();
    (void)taken;
  }
};
// expect below: exclusive
void spared(Holder& holder, Way& way) { holder.take(std::move((*way)->left), way); }

// The mark is kept.
class FERRULE_OWNER Liar {
 public:
  Liar() = default;
  Liar(Liar&& other) : way_(std::move(other.way_)) {}
  Liar& operator=(Liar&& other FERRULE_TAKEN_FIRST) {
    way_.reset();
    way_ = std::move(other.way_);                                    // expect: use-after-invalidate
    return *this;
  }
  void refill(Liar&& other FERRULE_TAKEN_FIRST) { fill(other); }      // expect: exclusive
  void fill(Liar& other) { way_ = std::move(other.way_); }

 private:
  Way way_;
};
