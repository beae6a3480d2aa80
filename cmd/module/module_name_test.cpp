// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/module_name.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace ferrule::cmd {
namespace {

std::string told(const std::string& name) {
  const auto checked = check_module_name(name);
  return checked ? "fine" : to_text(checked.error(), false);
}

TEST(ModuleName, IsOfLowerCaseLettersDigitsAndUnderscores) {
  for (const std::string name : {"blinky", "a", "led_strip", "i2c", "class", "new", "current",
                                 "mutex", "a__", "tty_0", "random1", "null0"}) {
    EXPECT_EQ(told(name), "fine") << name;
  }
  EXPECT_EQ(told(std::string(40, 'a')), "fine");
}

TEST(ModuleName, OfAnotherFormIsToldWithTheNearest) {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"my-driver", "do: ferrule module new my_driver\n"},
      {"MyDriver", "do: ferrule module new mydriver\n"},
      {"blinky/", "do: ferrule module new blinky\n"},
      {"drivers/Blinky", "do: in drivers/: ferrule module new blinky\n"},
      {"/tmp/x/", "do: in /tmp/: ferrule module new x\n"},
      {"my driver", "do: ferrule module new my_driver\n"},
      {"1st", "do: choose one like led_strip\n"},
      {"", "do: choose one like led_strip\n"},
      {"/", "do: choose one like led_strip\n"},
      {".", "do: choose one like led_strip\n"},
      {"Null", "do: choose one like led_strip\n"},
      {std::string(41, 'a'), "do: choose one like led_strip\n"}};
  for (const auto& [name, action] : names) {
    EXPECT_NE(told(name).find("E-MODULE-NAME"), std::string::npos) << name;
    EXPECT_NE(told(name).find(action), std::string::npos) << told(name);
  }
}

TEST(ModuleName, OfSomebodyElseIsTold) {
  EXPECT_NE(told("obj").find("Kbuild"), std::string::npos);
  EXPECT_NE(told("ferrule").find("Kbuild"), std::string::npos);
  EXPECT_NE(told("printk").find("/sys/module/printk"), std::string::npos);
  EXPECT_NE(told("null").find("/dev/null"), std::string::npos);
  EXPECT_NE(told("tty12").find("/dev/tty12"), std::string::npos);
  EXPECT_NE(told("null").find("do: choose another: ferrule module new my_null\n"),
            std::string::npos);
}

}  // namespace
}  // namespace ferrule::cmd
