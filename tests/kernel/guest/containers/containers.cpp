// SPDX-License-Identifier: GPL-2.0 OR MIT
// Lists, trees and arrays of owners.
#include "ferrule/kernel/list.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/xarray.hpp"

namespace {

using namespace ferrule::kernel;

/// Tells a counter that it lives.
class Living {
 public:
  explicit Living(const Arc<Atomic<u32>>& alive) : alive_{alive.clone()} { alive_->fetch_add(1); }
  Living(const Living&) = delete;
  Living& operator=(const Living&) = delete;
  ~Living() { alive_->fetch_sub(1); }

 private:
  Arc<Atomic<u32>> alive_;
};
Result<Arc<Atomic<u32>>> new_count() MAY_SLEEP { return Arc<Atomic<u32>>::make(GFP_KERNEL, 0U); }

struct ByAge;
struct ByName;

struct Item : ListNode<Item> {
  Item(u32 number_given, const Arc<Atomic<u32>>& alive) : number{number_given}, living{alive} {}
  u32 number;
  Living living;
};
struct Shared : ListNode<Shared, ByAge>, ListNode<Shared, ByName> {
  explicit Shared(u32 number_given) : number{number_given} {}
  u32 number;
};

u32 digits(const List<KBox<Item>>& list) {
  u32 all = 0;
  for (const Item& item : list) {
    all = all * 10 + item.number;
  }
  return all;
}

Result<> lists_keep_the_order(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  List<KBox<Item>> list;
  test.expect(list.empty() && !list.pop_front() && !list.pop_back());
  for (u32 i = 1; i <= 3; ++i) {
    TRY(auto back, KBox<Item>::make(GFP_KERNEL, i, alive));
    TRY(auto front, KBox<Item>::make(GFP_KERNEL, 10 - i, alive));
    list.push_back(std::move(back));
    list.push_front(std::move(front));
  }
  test.expect_eq(digits(list), 789123U);
  for (Item& item : list) {
    item.number = item.number + 1 - 1;
  }
  test.expect_eq(digits(list), 789123U);
  const auto first = list.pop_front();
  const auto last = list.pop_back();
  test.expect(first && (*first)->number == 7);
  test.expect(last && (*last)->number == 3);
  test.expect_eq(digits(list), 8912U);
  test.expect_eq(alive->load(), 6U);
  list.clear();
  test.expect_eq(alive->load(), 2U);
  return ok();
}

Result<> a_cursor_changes_the_list(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  List<KBox<Item>> list;
  for (u32 i = 1; i <= 6; ++i) {
    TRY(auto item, KBox<Item>::make(GFP_KERNEL, i, alive));
    list.push_back(std::move(item));
  }
  auto cursor = list.cursor();
  while (!cursor.at_end()) {
    if (cursor->number % 2 == 0) {
      const KBox<Item> removed = cursor.remove();
    } else if (cursor->number == 3) {
      TRY(auto item, KBox<Item>::make(GFP_KERNEL, 9U, alive));
      cursor.insert(std::move(item));
      cursor.next();
    } else {
      cursor->number += 1;
      cursor.next();
    }
  }
  TRY(auto item, KBox<Item>::make(GFP_KERNEL, 8U, alive));
  cursor.insert(std::move(item));
  test.expect_eq(digits(list), 29368U);
  test.expect_eq(alive->load(), 5U);
  return ok();
}

Result<> lists_move_and_join(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  List<KBox<Item>> first;
  List<KBox<Item>> second;
  for (u32 i = 1; i <= 2; ++i) {
    TRY(auto one, KBox<Item>::make(GFP_KERNEL, i, alive));
    TRY(auto other, KBox<Item>::make(GFP_KERNEL, i + 2, alive));
    first.push_back(std::move(one));
    second.push_back(std::move(other));
  }
  first.append(std::move(second));
  first.append(List<KBox<Item>>());
  List<KBox<Item>> moved = std::move(first);
  test.expect_eq(digits(moved), 1234U);
  List<KBox<Item>> joined;
  joined.append(std::move(moved));
  test.expect_eq(digits(joined), 1234U);
  joined = List<KBox<Item>>();
  test.expect_eq(alive->load(), 0U);
  return ok();
}

Result<> what_is_shared_is_in_a_list_once(Test& test) MAY_SLEEP {
  List<Arc<Shared>, ByAge> by_age;
  List<Arc<Shared>, ByName> by_name;
  TRY(const auto shared, Arc<Shared>::make(GFP_KERNEL, 7U));
  test.expect(by_age.push_back(shared.clone()));
  test.expect(!by_age.push_back(shared.clone()));
  test.expect(by_name.push_back(shared.clone()));
  const auto taken = by_age.pop_front();
  test.expect(taken && taken->is_same(shared));
  test.expect(by_age.empty() && !by_name.empty());
  test.expect(by_age.push_front(shared.clone()));
  for (const Shared& one : by_age) {
    test.expect_eq(one.number, 7U);
  }
  return ok();
}

using Numbers = RbTree<u32, u64>;

bool in_order(const Numbers& tree, u32 count) {
  u32 seen = 0;
  u32 before = 0;
  for (auto entry : tree) {
    if ((seen > 0 && entry.key() <= before) || entry.value() != entry.key() * u64{2}) {
      return false;
    }
    before = entry.key();
    ++seen;
  }
  return seen == count;
}

Result<> trees_are_in_order(Test& test) MAY_SLEEP {
  constexpr u32 kCount = 500;
  Numbers tree;
  test.expect(tree.empty());
  for (u32 i = 0; i < kCount; ++i) {
    const u32 key = i * 7919 % 1009;
    TRYV(tree.insert(key, key * u64{2}, GFP_KERNEL));
  }
  test.expect(in_order(tree, kCount));
  for (u32 i = 0; i < kCount; i += 2) {
    const auto removed = tree.remove(i * 7919 % 1009);
    test.expect(removed.has_value());
  }
  test.expect(in_order(tree, kCount / 2));
  test.expect(!tree.remove(0).has_value());
  Numbers moved = std::move(tree);
  test.expect(in_order(moved, kCount / 2));
  moved.clear();
  test.expect(moved.empty());
  return ok();
}

/// The keys from `least` on, as digits.
u32 keys_from(const Numbers& tree, u32 least) {
  u32 all = 0;
  for (const auto entry : tree.lower_bound(least)) {
    all = all * 10 + entry.key();
  }
  return all;
}

Result<> trees_are_entered_at_a_key(Test& test) MAY_SLEEP {
  Numbers tree;
  test.expect_eq(keys_from(tree, 0), 0U);
  for (const u32 key : Array<u32, 4>{7, 1, 5, 3}) {
    TRYV(tree.insert(key, key, GFP_KERNEL));
  }
  test.expect_eq(keys_from(tree, 0), 1357U);
  test.expect_eq(keys_from(tree, 1), 1357U);
  test.expect_eq(keys_from(tree, 2), 357U);
  test.expect_eq(keys_from(tree, 5), 57U);
  test.expect_eq(keys_from(tree, 7), 7U);
  test.expect_eq(keys_from(tree, 8), 0U);
  for (auto entry : tree.lower_bound(4)) {
    entry.value() += 100;
  }
  const Numbers& seen = tree;
  const auto three = seen.find(3);
  const auto five = seen.find(5);
  test.expect(three && *three == 3 && five && *five == 105);
  test.expect(!seen.find(4) && !seen.find(8));
  return ok();
}

Result<> nodes_go_in_under_a_spin_lock(Test& test) MAY_SLEEP {
  const SpinLock<Numbers> tree(FERRULE_LOCK_CLASS("tree"));
  TRY(auto node, RbNode<u32, u64>::make(GFP_KERNEL, 3, 30));
  TRY(auto other, RbNode<u32, u64>::make(GFP_KERNEL, 3, 31));
  test.expect(!tree.with([&](Numbers& held) { return held.insert(std::move(node)); }));
  auto replaced = tree.with([&](Numbers& held) { return held.insert(std::move(other)); });
  test.expect(replaced && replaced->key() == 3 && replaced->value() == 30);
  tree.with([&](Numbers& held) {
    if (auto value = held.find(3)) {
      *value += 1;
    }
    test.expect(!held.find(4) && held.contains(3));
  });
  auto removed = tree.with([](Numbers& held) { return held.remove(3); });
  test.expect(removed.has_value());
  if (removed && replaced) {
    test.expect_eq(std::move(*removed).into_value(), u64{32});
    replaced->set(5, 50);
    test.expect(!tree.with([&](Numbers& held) { return held.insert(std::move(*replaced)); }));
  }
  return ok();
}

Result<> trees_end_what_they_own(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  {
    RbTree<u32, KBox<Living>> tree;
    for (u32 i = 0; i < 20; ++i) {
      TRY(auto living, KBox<Living>::make(GFP_KERNEL, alive));
      TRYV(tree.insert(i % 15, std::move(living), GFP_KERNEL));
    }
    test.expect_eq(alive->load(), 15U);
  }
  test.expect_eq(alive->load(), 0U);
  return ok();
}

Result<> arrays_give_free_indexes(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  {
    const XArray<KBox<Living>> array(FERRULE_LOCK_CLASS("array"));
    for (u32 i = 0; i < 3; ++i) {
      TRY(auto living, KBox<Living>::make(GFP_KERNEL, alive));
      TRY(const u32 index, array.allocate(std::move(living), GFP_KERNEL, {.greatest = 2}));
      test.expect_eq(index, i);
    }
    TRY(auto one_more, KBox<Living>::make(GFP_KERNEL, alive));
    test.expect_error(array.allocate(std::move(one_more), GFP_ATOMIC, {.greatest = 2}),
                      errors::EBUSY);
    test.expect_eq(alive->load(), 3U);
    test.expect(array.erase(1).has_value());
    test.expect(!array.erase(1).has_value());
    test.expect_eq(alive->load(), 2U);
    TRY(auto again, KBox<Living>::make(GFP_KERNEL, alive));
    TRY(const u32 index, array.allocate(std::move(again), GFP_KERNEL));
    test.expect_eq(index, 1U);
  }
  test.expect_eq(alive->load(), 0U);
  return ok();
}

Result<> arrays_keep_what_is_stored(Test& test) MAY_SLEEP {
  const XArray<Arc<Shared>> array(FERRULE_LOCK_CLASS("array"));
  TRY(const auto seven, Arc<Shared>::make(GFP_KERNEL, 7U));
  TRY(const auto eight, Arc<Shared>::make(GFP_KERNEL, 8U));
  test.expect(array.empty() && !array.load(1'000'000));
  TRY(const auto nothing, array.store(1'000'000, seven.clone(), GFP_KERNEL));
  test.expect(!nothing);
  TRY(const auto before, array.store(1'000'000, eight.clone(), GFP_ATOMIC));
  test.expect(before && before->is_same(seven));
  const auto loaded = array.load(1'000'000);
  test.expect(loaded && loaded->is_same(eight));
  {
    auto held = array.lock();
    const auto borrowed = held.get(1'000'000);
    test.expect(borrowed && (*borrowed)->number == 8);
    test.expect(!held.get(3));
    test.expect(held.erase(1'000'000).has_value());
  }
  test.expect(array.empty());
  return ok();
}

Result<> arrays_take_more_under_their_lock(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  {
    const XArray<KBox<Living>> array(FERRULE_LOCK_CLASS("array"));
    TRY(auto first, KBox<Living>::make(GFP_KERNEL, alive));
    TRY(auto second, KBox<Living>::make(GFP_KERNEL, alive));
    TRY(auto third, KBox<Living>::make(GFP_KERNEL, alive));
    TRY(auto fourth, KBox<Living>::make(GFP_KERNEL, alive));
    auto held = array.lock();
    TRYV(held.insert(2, std::move(first), GFP_ATOMIC));
    test.expect_error(held.insert(2, std::move(second), GFP_ATOMIC), errors::EBUSY);
    test.expect_eq(alive->load(), 3U);
    TRY(auto before, held.store(2, std::move(third), GFP_NOWAIT | __GFP_ZERO));
    test.expect(before.has_value() && held.get(2).has_value());
    before = kNone;
    test.expect_eq(alive->load(), 2U);
    TRY(const u32 index, held.allocate(std::move(fourth), GFP_ATOMIC, {.least = 2}));
    test.expect_eq(index, 3U);
    test.expect(held.erase(2).has_value() && !held.get(2));
  }
  test.expect_eq(alive->load(), 0U);
  return ok();
}

/// All of them in one object, as a driver has them.
struct Registry {
  Mutex<List<KBox<Item>>> waiting;
  SpinLock<Numbers> numbers;
  XArray<Arc<Shared>> sessions;

  static auto init() {
    return pin_init<Registry>(field<&Registry::waiting>(new_mutex()),
                              field<&Registry::numbers>(new_spin_lock()),
                              field<&Registry::sessions>(new_xarray()));
  }
};

Result<> they_are_fields_of_something(Test& test) MAY_SLEEP {
  TRY(const auto alive, new_count());
  TRY(const auto registry, KBox<Registry>::pin_init(Registry::init(), GFP_KERNEL));
  TRY(auto item, KBox<Item>::make(GFP_KERNEL, 5U, alive));
  registry->waiting.with([&](List<KBox<Item>>& list) { list.push_back(std::move(item)); });
  TRY(auto shared, Arc<Shared>::make(GFP_KERNEL, 5U));
  TRY(const u32 id, registry->sessions.allocate(std::move(shared), GFP_KERNEL, {.least = 1}));
  test.expect_eq(id, 1U);
  const auto popped =
      registry->waiting.with([](List<KBox<Item>>& list) { return list.pop_back(); });
  test.expect(popped.has_value());
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(
    containers, FERRULE_TEST_CASE(lists_keep_the_order),
    FERRULE_TEST_CASE(a_cursor_changes_the_list), FERRULE_TEST_CASE(lists_move_and_join),
    FERRULE_TEST_CASE(what_is_shared_is_in_a_list_once), FERRULE_TEST_CASE(trees_are_in_order),
    FERRULE_TEST_CASE(trees_are_entered_at_a_key), FERRULE_TEST_CASE(nodes_go_in_under_a_spin_lock),
    FERRULE_TEST_CASE(trees_end_what_they_own), FERRULE_TEST_CASE(arrays_give_free_indexes),
    FERRULE_TEST_CASE(arrays_keep_what_is_stored),
    FERRULE_TEST_CASE(arrays_take_more_under_their_lock),
    FERRULE_TEST_CASE(they_are_fields_of_something));
