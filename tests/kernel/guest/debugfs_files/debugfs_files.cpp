// SPDX-License-Identifier: GPL-2.0 OR MIT
// Files in debugfs come and go with their objects. What they show is the sample's test.
#include "ferrule/kernel/debugfs.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

using SharedNumber = Arc<Atomic<u32>>;

Result<> files_come_and_go(Test& test) MAY_SLEEP {
  TRY(SharedNumber number, SharedNumber::make(GFP_KERNEL, 7U));
  for (u32 i = 0; i < 50; ++i) {
    const auto dir = debugfs::Dir::make("ferrule_test");
    TRY(const auto file, KBox<debugfs::File<SharedNumber>>::pin_init(
                             debugfs::new_file("number", 0444, dir, number.clone()), GFP_KERNEL));
    test.expect_eq((**file)->load(), 7U);
  }
  test.expect(std::move(number).into_unique_or_drop().has_value());
  return ok();
}

Result<> a_file_keeps_its_directory(Test& test) MAY_SLEEP {
  TRY(const SharedNumber number, SharedNumber::make(GFP_KERNEL, 7U));
  Option<KBox<debugfs::File<SharedNumber>>> file;
  {
    const auto top = debugfs::Dir::make("ferrule_test");
    const auto dir = top.subdir("below");
    TRY(auto made, KBox<debugfs::File<SharedNumber>>::pin_init(
                       debugfs::new_file("number", 0444, dir, number.clone()), GFP_KERNEL));
    file = std::move(made);
  }
  test.expect(file.has_value());
  return ok();
}

Result<> a_name_that_is_taken_is_no_error(Test& test) MAY_SLEEP {
  TRY(const SharedNumber number, SharedNumber::make(GFP_KERNEL, 7U));
  const auto first = debugfs::Dir::make("ferrule_test");
  const auto second = debugfs::Dir::make("ferrule_test");
  TRY(const auto file, KBox<debugfs::File<SharedNumber>>::pin_init(
                           debugfs::new_file("number", 0444, second, number.clone()), GFP_KERNEL));
  test.expect_eq((**file)->load(), 7U);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(debugfs_files, FERRULE_TEST_CASE(files_come_and_go),
                   FERRULE_TEST_CASE(a_file_keeps_its_directory),
                   FERRULE_TEST_CASE(a_name_that_is_taken_is_no_error));
