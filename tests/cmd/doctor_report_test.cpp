// SPDX-License-Identifier: Apache-2.0 OR MIT
// What `ferrule doctor` prints.
#include "cmd/doctor/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cmd/fake_machine.hpp"

namespace ferrule::cmd {
namespace {

using testing::HasSubstr;
using testing::Not;

// What is printed

TEST(DoctorReport, a_line_for_each_check_and_one_for_what_to_do) {
  const Checks checks{{"clang++", "", Purpose::Build, Level::Ok, "clang++-19 19.1.7", ""},
                      {"qemu", "", Purpose::Test, Level::Problem, "is missing", "apt install q"},
                      {"headers", "6.1", Purpose::Build, Level::Ok, "/h", ""},
                      {"CONFIG_A", "6.1", Purpose::Build, Level::Ok, "y", ""},
                      {"CONFIG_B", "6.1", Purpose::Build, Level::Note, "n: b", ""},
                      {"CONFIG_C", "6.1", Purpose::Build, Level::Ok, "y", ""},
                      {"CONFIG_A", "6.2", Purpose::Build, Level::Warning, "n: a", "look"}};
  EXPECT_EQ(to_text(checks, false),
            "this machine\n"
            "  ok       clang++   clang++-19 19.1.7\n"
            "  problem  qemu      is missing\n"
            "           = do: apt install q\n"
            "kernel 6.1\n"
            "  ok       headers   /h\n"
            "  note     CONFIG_B  n: b\n"
            "  ok       options   2 others are as they should be\n"
            "kernel 6.2\n"
            "  warning  CONFIG_A  n: a\n"
            "           = do: look\n"
            "modules can be built here, but not tested: 1 problem, 1 warning, 1 note\n");
}

TEST(DoctorReport, verdicts) {
  const Check fine{"a", "", Purpose::Build, Level::Ok, "", ""};
  const Check broken{"b", "", Purpose::Build, Level::Problem, "", ""};
  const Check spare{"c", "", Purpose::Optional, Level::Problem, "", ""};
  EXPECT_THAT(to_text({fine}, false), HasSubstr("\nmodules can be built and tested here\n"));
  EXPECT_THAT(to_text({fine, broken, broken}, false),
              HasSubstr("\nmodules cannot be built here: 2 problems\n"));
  EXPECT_THAT(to_text({fine, spare}, false), HasSubstr("built and tested here: 1 problem\n"));
}

TEST(DoctorReport, colour_only_when_asked_for) {
  const FakeMachine fake;
  fake.remove(fake.bin() / "make");
  fake.set_option(fake_release(), "MODVERSIONS", "y");
  fake.set_option(fake_release(), "MODULE_UNLOAD", "n");
  const Checks checks = fake.diagnose();
  EXPECT_THAT(to_text(checks, false), Not(HasSubstr("\033")));
  const std::string coloured = to_text(checks, true);
  for (const std::string code : {"32mok", "36mnote", "33mwarning", "1;31mproblem"}) {
    EXPECT_THAT(coloured, HasSubstr("\033[" + code));
  }
}

bool is_one_of(const std::string& text, const std::vector<std::string>& allowed) {
  return std::ranges::find(allowed, text) != allowed.end();
}

/// The schema of docs/doctor.md: these members, of these types, and no others.
void expect_schema(const nlohmann::json& report) {
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report.size(), 6U);
  EXPECT_EQ(report.at("schema"), 1);
  for (const std::string name : {"ok", "can_build", "can_test"}) {
    EXPECT_TRUE(report.at(name).is_boolean()) << name;
  }
  EXPECT_EQ(report.at("counts").size(), 4U);
  usize total = 0;
  for (const std::string level : {"ok", "note", "warning", "problem"}) {
    total += report.at("counts").at(level).get<usize>();
  }
  EXPECT_EQ(total, report.at("checks").size());
  for (const nlohmann::json& check : report.at("checks")) {
    EXPECT_EQ(check.size(), 6U) << check;
    EXPECT_FALSE(check.at("name").get<std::string>().empty());
    EXPECT_TRUE(check.at("kernel").is_null() || check.at("kernel").is_string()) << check;
    EXPECT_TRUE(is_one_of(check.at("needed_to"), {"build", "test", "optional"})) << check;
    EXPECT_TRUE(is_one_of(check.at("level"), {"ok", "note", "warning", "problem"})) << check;
    EXPECT_TRUE(check.at("found").is_string() && check.at("do").is_string()) << check;
  }
}

TEST(DoctorReport, json_has_every_check_and_keeps_its_schema) {
  const FakeMachine fake;
  const Checks fine = fake.diagnose();
  const nlohmann::json report = to_json(fine);
  expect_schema(report);
  EXPECT_EQ(report.at("checks").size(), fine.size());
  EXPECT_TRUE(report.at("ok") && report.at("can_build") && report.at("can_test"));
  EXPECT_TRUE(report.at("checks").front().at("kernel").is_null());
  EXPECT_EQ(report.at("checks").back().at("kernel"), fake_release());

  fake.remove(fake.bin() / "qemu-system-x86_64");
  const nlohmann::json no_guest = to_json(fake.diagnose());
  expect_schema(no_guest);
  EXPECT_FALSE(no_guest.at("ok") || no_guest.at("can_test"));
  EXPECT_TRUE(no_guest.at("can_build"));

  fake.remove(fake.bin());
  const nlohmann::json nothing = to_json(fake.diagnose({"6.0", "6.1"}));
  expect_schema(nothing);
  EXPECT_FALSE(nothing.at("ok") || nothing.at("can_build") || nothing.at("can_test"));
}

// This machine

TEST(DoctorHere, the_compiler_of_this_repository_is_fine) {
  const Checks checks = diagnose(Machine::here(), {});
  for (const std::string name : {"clang++", "clang", "llvm-link", "opt", "libstdc++", "make"}) {
    EXPECT_EQ(the_check(checks, name).level, Level::Ok) << the_check(checks, name).found;
  }
  expect_schema(to_json(checks));
}

}  // namespace
}  // namespace ferrule::cmd
