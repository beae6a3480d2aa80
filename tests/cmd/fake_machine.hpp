// SPDX-License-Identifier: Apache-2.0 OR MIT
// A computer in a temporary folder: programs are small shell scripts, kernels a few files. It
// starts out as one on which everything is fine.
#pragma once

#include <filesystem>
#include <string>

#include "cmd/doctor/doctor.hpp"

namespace ferrule::cmd {

/// The kernel that a FakeMachine starts out with.
[[nodiscard]] inline std::string fake_release() { return "6.1.0-56-amd64"; }

class FakeMachine {
 public:
  FakeMachine();
  FakeMachine(const FakeMachine&) = delete;
  FakeMachine& operator=(const FakeMachine&) = delete;
  ~FakeMachine();

  Machine machine;  ///< its path is one folder, bin

  [[nodiscard]] const std::filesystem::path& root() const FERRULE_LIFETIMEBOUND {
    return machine.root;
  }
  [[nodiscard]] std::filesystem::path bin() const { return machine.root / "bin"; }

  void write(const std::filesystem::path& file, const std::string& text) const;
  /// A script in bin.
  void add_script(const std::string& name, const std::string& body) const;
  /// A program that answers --version, and does anything else without a word.
  void add_tool(const std::string& name, const std::string& version_text) const;
  void remove(const std::filesystem::path& file) const { std::filesystem::remove_all(file); }
  void forbid_to_run(const std::filesystem::path& file) const;

  void add_llvm(const std::string& suffix, const std::string& version) const;
  /// What ferrule-bindgen says; exit code 0.
  void set_bindgen(const std::string& text) const;
  void add_kernel(const std::string& release) const;
  void add_image(const std::filesystem::path& file) const;
  [[nodiscard]] std::filesystem::path headers(const std::string& release) const {
    return root() / "lib/modules" / release / "build";
  }
  /// Puts CONFIG_option=value into a kernel's .config; "n" takes it out.
  void set_option(const std::string& release, const std::string& option,
                  const std::string& value) const;

  [[nodiscard]] Checks diagnose(const std::vector<std::string>& kernels = {}) const {
    return cmd::diagnose(machine, kernels);
  }
};

/// The check of that name; a failure of the test when there is none or several.
[[nodiscard]] Check the_check(const Checks& checks, const std::string& name,
                              const std::string& kernel = "");

void expect_all_fine(const Checks& checks);
/// `found` and `advice` are parts of what the check says.
void expect_check(const Check& check, Level level, const std::string& found,
                  const std::string& advice);

}  // namespace ferrule::cmd
