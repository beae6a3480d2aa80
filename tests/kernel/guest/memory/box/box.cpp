// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/box.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/foreign_ownable.hpp"
#include "ferrule/kernel/opaque.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// Adds one to a tally when it ends.
class FERRULE_VIEW Ends {
 public:
  Ends(u32& tally FERRULE_LIFETIMEBOUND, int value) : tally_{tally}, value_{value} {}
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;
  ~Ends() { ++tally_; }
  [[nodiscard]] int value() const { return value_; }

 private:
  u32& tally_;
  int value_;
};

Result<> it_owns_its_object(Test& test) MAY_SLEEP {
  u32 ended = 0;
  {
    TRY(KBox<Ends> box, KBox<Ends>::make(GFP_KERNEL, ended, 7));
    test.expect_eq(box->value(), 7);
    KBox<Ends> moved = std::move(box);
    test.expect_eq(moved->value(), 7);
    test.expect_eq(ended, 0U);
  }
  test.expect_eq(ended, 1U);
  return ok();
}

Result<> assigning_ends_the_old_object(Test& test) MAY_SLEEP {
  u32 first_ended = 0;
  u32 second_ended = 0;
  TRY(KBox<Ends> box, KBox<Ends>::make(GFP_KERNEL, first_ended, 1));
  TRY(KBox<Ends> other, KBox<Ends>::make(GFP_KERNEL, second_ended, 2));
  box = std::move(other);
  test.expect_eq(first_ended, 1U);
  test.expect_eq(second_ended, 0U);
  test.expect_eq(box->value(), 2);
  return ok();
}

Result<KBox<u64>> without_sleeping() { return KBox<u64>::make(GFP_ATOMIC, u64{5}); }

Result<> every_kind_of_flags(Test& test) MAY_SLEEP {
  TRY(const KBox<u64> atomic, without_sleeping());
  TRY(const KBox<u64> nowait, KBox<u64>::make(GFP_NOWAIT, u64{6}));
  TRY(const KBox<u64> noio, KBox<u64>::make(GFP_NOIO | __GFP_NOWARN, u64{7}));
  test.expect_eq(*atomic + *nowait + *noio, u64{18});
  return ok();
}

struct alignas(64) Line {
  u8 bytes[192];
};
// kmalloc aligns powers of two to themselves, and other sizes to eight bytes only.
static_assert(internal::kmalloc_size(sizeof(Line), alignof(Line)) == 256);
static_assert(internal::kmalloc_size(192, 8) == 192 && internal::kmalloc_size(5, 16) == 16);

Result<> an_object_may_be_aligned_to_a_cache_line(Test& test) MAY_SLEEP {
  TRY(KBox<Line> first, KBox<Line>::make(GFP_KERNEL));
  TRY(KBox<Line> second, KBox<Line>::make(GFP_KERNEL));
  KBox<Line> kept[] = {std::move(first), std::move(second)};
  for (KBox<Line>& line : kept) {
    line->bytes[191] = 5;
    test.expect_eq(line->bytes[191], 5);
  }
  return ok();
}

struct Huge {
  Array<u8, usize{64} << 20U> bytes;
};

Result<> too_much_is_enomem(Test& test) MAY_SLEEP {
  const auto build = [](Slot<Huge>&) -> Result<> { return Err{errors::EIO}; };
  const auto made = KBox<Huge>::pin_init(build, GFP_KERNEL | __GFP_NOWARN);
  test.expect(!made && made.error() == errors::ENOMEM);
  return ok();
}

Result<> kvbox_holds_many_pages(Test& test) MAY_SLEEP {
  using Pages = Array<u32, 256 * 1024>;
  const auto build = [](Slot<Pages>& place) -> Result<> {
    place.emplace()[99'999] = 3;
    return ok();
  };
  TRY(const KVBox<Pages> box, KVBox<Pages>::pin_init(build, GFP_KERNEL));
  test.expect_eq((*box)[99'999], 3U);
  return ok();
}

/// An interface, and a class of which the interface is not the first part.
class Shape {
 public:
  [[nodiscard]] virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};
class Named {
 public:
  [[nodiscard]] virtual u32 name() const = 0;

 protected:
  ~Named() = default;
};
class Square final : public Named, public Shape {
 public:
  Square(Arc<u32> witness, u32 side) : witness_{std::move(witness)}, side_{side} {}
  [[nodiscard]] u32 area() const override { return side_ * side_; }
  [[nodiscard]] u32 name() const override { return *witness_; }

 private:
  Arc<u32> witness_;
  u32 side_;
};

Result<> a_box_of_an_interface_ends_what_was_made(Test& test) MAY_SLEEP {
  TRY(Arc<u32> witness, Arc<u32>::make(GFP_KERNEL, 7U));
  {
    TRY(KBox<Square> square, KBox<Square>::make(GFP_KERNEL, witness.clone(), 9U));
    test.expect_eq(square->name(), 7U);
    const KBox<Shape> shape = std::move(square);
    test.expect_eq(shape->area(), 81U);
  }
  // The square's share is gone, so this is the last.
  test.expect(std::move(witness).into_unique_or_drop().has_value());
  return ok();
}

Result<> into_inner_moves_the_object_out(Test& test) MAY_SLEEP {
  TRY(KBox<u32> inner, KBox<u32>::make(GFP_KERNEL, 4U));
  TRY(KBox<KBox<u32>> outer, KBox<KBox<u32>>::make(GFP_KERNEL, std::move(inner)));
  const KBox<u32> moved_out = std::move(outer).into_inner();
  test.expect_eq(*moved_out, 4U);
  return ok();
}

/// Stands for a struct that C code sets up and reads.
struct Raw {
  u64 words[3];
};

Result<> an_opaque_struct_is_filled_where_it_stays(Test& test) MAY_SLEEP {
  const auto fill = [](Raw* raw) -> Result<> {
    UNSAFE("the raw struct is the one inside the Opaque that is being built") {
      raw->words[1] = 5;
    }
    return ok();
  };
  TRY(const KBox<Opaque<Raw>> box,
      KBox<Opaque<Raw>>::pin_init(Opaque<Raw>::init(fill), GFP_KERNEL));
  UNSAFE("the Opaque is alive as long as its box") {
    test.expect_eq(box->get()->words[0], u64{0});
    test.expect_eq(box->get()->words[1], u64{5});
  }
  const auto fails = [](Raw*) -> Result<> { return Err{errors::EBUSY}; };
  const auto failed = KBox<Opaque<Raw>>::pin_init(Opaque<Raw>::init(fails), GFP_KERNEL);
  test.expect(!failed && failed.error() == errors::EBUSY);
  return ok();
}
static_assert(sizeof(Opaque<Raw>) == sizeof(Raw) && !std::is_move_constructible_v<Opaque<Raw>>);

static_assert(sizeof(KBox<Ends>) == sizeof(void*), "a box of a class is a pointer");
static_assert(ForeignOwnable<KBox<Ends>> && !ForeignOwnable<KBox<Shape>>);

}  // namespace

FERRULE_TEST_SUITE(box, FERRULE_TEST_CASE(it_owns_its_object),
                   FERRULE_TEST_CASE(assigning_ends_the_old_object),
                   FERRULE_TEST_CASE(every_kind_of_flags),
                   FERRULE_TEST_CASE(an_object_may_be_aligned_to_a_cache_line),
                   FERRULE_TEST_CASE(too_much_is_enomem), FERRULE_TEST_CASE(kvbox_holds_many_pages),
                   FERRULE_TEST_CASE(a_box_of_an_interface_ends_what_was_made),
                   FERRULE_TEST_CASE(into_inner_moves_the_object_out),
                   FERRULE_TEST_CASE(an_opaque_struct_is_filled_where_it_stays));
