// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/allow_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferrule::kernel::bindgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// What is wrong with this one line.
std::string error_of(const std::string& line) {
  Problems problems;
  static_cast<void>(parse_allow_list("a.allow", line, problems));
  return problems.empty() ? std::string("nothing") : to_text(problems.front());
}

TEST(AllowList, every_directive_is_read) {
  Problems problems;
  const std::vector<Entry> entries = parse_allow_list("allow/x.allow",
                                                      "# comment\n"
                                                      "include <linux/fs.h>\n"
                                                      "\n"
                                                      "struct file: f_flags private_data # why\n"
                                                      "struct list_head: *\n"
                                                      "opaque struct mutex\n"
                                                      "enum hrtimer_restart\n"
                                                      "constant GFP_KERNEL\n"
                                                      "function misc_register\n"
                                                      "variable jiffies\n"
                                                      "typedef gfp_t\n",
                                                      problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(entries.size(), 9U);
  EXPECT_EQ(entries[0].directive, Directive::Include);
  EXPECT_EQ(entries[0].name, "<linux/fs.h>");
  EXPECT_EQ(entries[0].place.line, 2U);
  EXPECT_EQ(entries[1].directive, Directive::Struct);
  EXPECT_EQ(entries[1].name, "file");
  EXPECT_THAT(entries[1].fields, ElementsAre("f_flags", "private_data"));
  EXPECT_EQ(to_text({.place = entries[1].place, .text = "x"}), "allow/x.allow:4: x");
  EXPECT_TRUE(entries[2].all_fields);
  EXPECT_TRUE(entries[2].fields.empty());
  EXPECT_EQ(entries[3].directive, Directive::Opaque);
  EXPECT_EQ(entries[3].name, "mutex");
  EXPECT_EQ(entries[4].directive, Directive::Enum);
  EXPECT_EQ(entries[5].directive, Directive::Constant);
  EXPECT_EQ(entries[6].directive, Directive::Function);
  EXPECT_EQ(entries[7].directive, Directive::Variable);
  EXPECT_EQ(entries[8].directive, Directive::Typedef);
}

TEST(AllowList, colons_stand_where_people_put_them) {
  for (const std::string line : {"struct file: f_flags", "struct file :f_flags",
                                 "struct file:f_flags", "\tstruct  file  :  f_flags\r\n"}) {
    Problems problems;
    const std::vector<Entry> entries = parse_allow_list("a", line, problems);
    ASSERT_EQ(entries.size(), 1U) << line;
    EXPECT_EQ(entries[0].name, "file");
    EXPECT_THAT(entries[0].fields, ElementsAre("f_flags"));
  }
}

TEST(AllowList, wrong_lines_say_what_to_write) {
  EXPECT_THAT(error_of("sturct file: f_flags"), HasSubstr("a.allow:1: unknown directive 'sturct'"));
  EXPECT_THAT(error_of("struct file"), HasSubstr("struct file is given no fields"));
  EXPECT_THAT(error_of("struct file:"), HasSubstr("opaque struct file"));
  EXPECT_THAT(error_of("struct file: f-flags"), HasSubstr("'f-flags' is not the name of a field"));
  EXPECT_THAT(error_of("struct file: * f_flags"), HasSubstr("'*' is not the name of a field"));
  EXPECT_THAT(error_of("opaque mutex"), HasSubstr("write 'opaque struct NAME'"));
  EXPECT_THAT(error_of("include linux/fs.h"), HasSubstr("write 'include <linux/NAME.h>'"));
  EXPECT_THAT(error_of("function a b"), HasSubstr("write 'function NAME', one name a line"));
  EXPECT_THAT(error_of("constant 7up"), HasSubstr("write 'constant NAME'"));
  EXPECT_THAT(error_of("function f when"), HasSubstr("'when' names no probe"));
  EXPECT_EQ(error_of("function f when has_f"), "nothing");
}

TEST(AllowList, one_wrong_line_does_not_hide_the_next) {
  Problems problems;
  static_cast<void>(parse_allow_list("a", "one\ninclude <x.h>\ntwo\n", problems));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[1].place.line, 3U);
}

TEST(Probes, decide_which_entries_hold) {
  Problems problems;
  const Probes probes = parse_probes(
      "probes.h", "#define FERRULE_PROBE_NEW_WAY 1\n#define FERRULE_PROBE_OLD_WAY 0\n", problems);
  const std::vector<Entry> entries = parse_allow_list("a",
                                                      "function a when new_way\n"
                                                      "function b unless new_way\n"
                                                      "function c when OLD_WAY\n"
                                                      "struct d: e f unless old_way\n",
                                                      problems);
  const std::vector<Entry> selected = select(entries, probes, problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(selected.size(), 2U);
  EXPECT_EQ(selected[0].name, "a");
  EXPECT_EQ(selected[1].name, "d");
  EXPECT_THAT(selected[1].fields, ElementsAre("e", "f"));
}

TEST(Probes, unknown_ones_and_strange_answers_are_problems) {
  Problems problems;
  const Probes probes = parse_probes("probes.h", "#define FERRULE_PROBE_A yes\n", problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(to_text(problems[0]), "probes.h:1: a probe is defined as 0 or 1");
  problems.clear();
  const std::vector<Entry> entries = parse_allow_list("a", "function f when never\n", problems);
  EXPECT_TRUE(select(entries, probes, problems).empty());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(to_text(problems[0]), HasSubstr("a:1: there is no probe 'never'"));
}

}  // namespace
}  // namespace ferrule::kernel::bindgen
