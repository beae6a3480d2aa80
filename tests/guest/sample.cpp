// SPDX-License-Identifier: Apache-2.0 OR MIT
// A program that runs inside a guest: report, fail, long, sleep or crash.
#include <chrono>
#include <csignal>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/core/unsafe.hpp"

namespace {

std::vector<std::string> copy_arguments(int count, char** values) {
  std::vector<std::string> copied;
  UNSAFE("main's contract: values has count strings that end in zero bytes") {
    for (int i = 1; i < count; ++i) {
      copied.emplace_back(values[i]);
    }
  }
  return copied;
}

int report() {
  std::cout << "KTAP version 1\n1..2\nok 1 prints\nnot ok 2 flies # XFAIL no wings\nplain text\n";
  return 0;
}

int crash() {
  UNSAFE("raise takes a number only") {
    static_cast<void>(std::raise(SIGSEGV));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words = copy_arguments(argc, argv);
  const std::string what = words.empty() ? "report" : words.front();
  if (what == "sleep") {
    std::this_thread::sleep_for(std::chrono::hours(1));
  }
  if (what == "long") {
    std::cout << std::string(3'000, 'x') << "\n";
    return 0;
  }
  if (what == "crash") {
    return crash();
  }
  return what == "fail" ? 3 : report();
}
