// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/arc.hpp"

#include "ferrule/kernel/aref.hpp"
#include "ferrule/kernel/foreign_ownable.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// Adds one to a tally when it ends.
class FERRULE_VIEW Ends {
 public:
  explicit Ends(u32& tally FERRULE_LIFETIMEBOUND) : tally_{tally} {}
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;
  ~Ends() { ++tally_; }

 private:
  u32& tally_;
};

Result<> the_last_owner_ends_it(Test& test) MAY_SLEEP {
  u32 ended = 0;
  {
    TRY(const Arc<Ends> first, Arc<Ends>::make(GFP_KERNEL, ended));
    {
      const Arc<Ends> second = first.clone();
      test.expect(second.is_same(first));
    }
    test.expect_eq(ended, 0U);
  }
  test.expect_eq(ended, 1U);
  return ok();
}

struct Settings {
  u32 volume;
  u32 colour;
};

u32 look(ArcBorrow<Settings> settings) { return settings->colour; }

Result<> unique_until_it_is_shared(Test& test) MAY_SLEEP {
  TRY(UniqueArc<Settings> fresh, UniqueArc<Settings>::make(GFP_ATOMIC));
  fresh->volume = 3;
  fresh->colour = 5;
  Arc<Settings> shared = std::move(fresh).into_arc();
  test.expect_eq(shared->volume, 3U);
  test.expect_eq(look(shared.borrow()), 5U);
  return ok();
}

Result<> a_borrow_may_become_an_owner(Test& test) MAY_SLEEP {
  TRY(Arc<Settings> first, Arc<Settings>::make(GFP_KERNEL, Settings{.volume = 3, .colour = 5}));
  Arc<Settings> second = first.borrow().clone();
  {
    const Arc<Settings> taken = std::move(first);
    test.expect(second.is_same(taken));
  }
  test.expect_eq(second->volume, 3U);
  // The only owner that is left.
  test.expect(std::move(second).into_unique_or_drop().has_value());
  return ok();
}

Result<> only_the_last_owner_gets_it_back(Test& test) MAY_SLEEP {
  TRY(UniqueArc<Settings> fresh, UniqueArc<Settings>::make(GFP_KERNEL));
  Arc<Settings> first = std::move(fresh).into_arc();
  Arc<Settings> second = first.clone();
  test.expect(!std::move(first).into_unique_or_drop());
  Option<UniqueArc<Settings>> unique = std::move(second).into_unique_or_drop();
  test.expect(unique.has_value());
  if (unique) {
    (*unique)->volume = 8;
    const Arc<Settings> again = std::move(*unique).into_arc();
    const Arc<Settings> other = again.clone();
    test.expect_eq(other->volume, 8U);
  }
  return ok();
}

Result<> a_failed_initialiser_leaves_nothing(Test& test) MAY_SLEEP {
  u32 ended = 0;
  const auto fails = chain(
      [&](Slot<Ends>& place) -> Result<> {
        place.emplace(ended);
        return ok();
      },
      [](Ends&) -> Result<> { return Err{errors::EBUSY}; });
  auto recipe = fails;
  const auto made = Arc<Ends>::pin_init(recipe, GFP_KERNEL);
  test.expect(!made && made.error() == errors::EBUSY);
  test.expect_eq(ended, 1U);
  return ok();
}

Result<> owners_go_through_c_code_and_come_back(Test& test) MAY_SLEEP {
  u32 ended = 0;
  TRY(Arc<Ends> shared, Arc<Ends>::make(GFP_KERNEL, ended));
  TRY(KBox<Settings> box, KBox<Settings>::make(GFP_KERNEL));
  box->volume = 6;
  UNSAFE("each owner becomes a pointer once, is borrowed, and is made of the pointer again once") {
    void* const shared_raw = into_foreign(shared.clone());
    void* const box_raw = into_foreign(std::move(box));
    {
      const Arc<Ends> borrowed = borrow_foreign<Arc<Ends>>(shared_raw).clone();
      test.expect(borrowed.is_same(shared));
    }
    borrow_foreign<KBox<Settings>>(box_raw).colour = 7;
    const Arc<Ends> back = from_foreign<Arc<Ends>>(shared_raw);
    const KBox<Settings> box_back = from_foreign<KBox<Settings>>(box_raw);
    test.expect_eq(box_back->volume + box_back->colour, 13U);
    test.expect(back.is_same(shared));
  }
  test.expect(std::move(shared).into_unique_or_drop().has_value());
  test.expect_eq(ended, 1U);
  return ok();
}

Result<> the_running_task_is_known_and_kept(Test& test) MAY_SLEEP {
  const ARef<Task> kept = ARef<Task>::of(*current());
  const ARef<Task> again = kept.clone();
  test.expect(kept.is_same(again));
  test.expect(kept->is_same(*current()));
  test.expect(current()->pid() > 0);
  test.expect_eq(kept->tgid(), current()->tgid());
  test.expect(!kept->comm().str().empty());
  test.expect(!current()->signal_pending());
  return ok();
}

static_assert(sizeof(Arc<Settings>) == sizeof(void*));
static_assert(ForeignOwnable<Arc<Settings>> && AlwaysRefCounted<Task>);
static_assert(std::is_same_v<decltype(*std::declval<Arc<Settings>&>()), const Settings&>);

}  // namespace

FERRULE_TEST_SUITE(arc, FERRULE_TEST_CASE(the_last_owner_ends_it),
                   FERRULE_TEST_CASE(unique_until_it_is_shared),
                   FERRULE_TEST_CASE(a_borrow_may_become_an_owner),
                   FERRULE_TEST_CASE(only_the_last_owner_gets_it_back),
                   FERRULE_TEST_CASE(a_failed_initialiser_leaves_nothing),
                   FERRULE_TEST_CASE(owners_go_through_c_code_and_come_back),
                   FERRULE_TEST_CASE(the_running_task_is_known_and_kept));
