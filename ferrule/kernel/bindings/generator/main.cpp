// SPDX-License-Identifier: GPL-2.0 OR MIT
// ferrule-bindgen: the C++ view of one kernel, from its own headers.
#include <filesystem>
#include <iostream>
#include <system_error>

#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/bindings/generator/clang.hpp"
#include "ferrule/kernel/bindings/generator/files.hpp"
#include "ferrule/kernel/bindings/generator/generate.hpp"
#include "ferrule/kernel/bindings/generator/options.hpp"
#include "ferrule/kernel/bindings/generator/text.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::string absolute(const std::string& path) { return std::filesystem::absolute(path).string(); }

void read_flags(const Options& options, Sources& sources, Problems& problems) {
  if (!options.cc_flags_file.empty()) {
    const std::string text = read_file(options.cc_flags_file, problems).value_or("");
    const std::optional<std::vector<std::string>> flags = shell_words_of(text);
    if (flags.has_value()) {
      sources.flags = flags.value();
    } else {
      add(problems, {.file = options.cc_flags_file}, "a quote is not closed");
    }
  }
  for (const std::string& flag : options.flags) {
    sources.flags.push_back(flag);
  }
}

Sources read_sources(const Options& options, Problems& problems) {
  Sources sources;
  for (const std::string& path : files_in(options.allow, ".allow", problems)) {
    sources.allow_lists.push_back({.name = path, .text = read_file(path, problems).value_or("")});
  }
  for (const std::string& path : files_in(options.helpers, ".c", problems)) {
    sources.helpers.push_back(absolute(path));
  }
  sources.probes = {.name = absolute(options.probes),
                    .text = read_file(options.probes, problems).value_or("")};
  read_flags(options, sources, problems);
  return sources;
}

void run(const Options& options, Problems& problems) {
  const Sources sources = read_sources(options, problems);
  const std::string output = absolute(options.output);
  std::error_code error;
  if (!options.directory.empty()) {
    std::filesystem::current_path(options.directory, error);
  }
  if (error) {
    add(problems, {.file = options.directory}, error.message());
  }
  if (!problems.empty()) {
    return;
  }
  const std::optional<Generated> generated = generate(sources, problems);
  if (generated.has_value()) {
    write_file(output + "/ferrule/bindings.hpp", generated->header, problems);
    write_file(output + "/layout_check.c", generated->check, problems);
  }
}

/// What the libclang that is loaded calls itself: asked by parsing, which shows that it can.
std::string libclang_version() {
  const TranslationUnit unit("version.c", "const char *const version = __clang_version__;", {});
  const std::vector<Cursor> declarations =
      unit.parsed() ? unit.declarations() : std::vector<Cursor>();
  for (const Cursor& declaration : declarations) {
    const std::optional<Value> value = declaration.evaluate();
    if (value.has_value() && value->kind == Value::Kind::String) {
      return value->bytes;
    }
  }
  return {};
}

int tell_version() {
  const std::string loaded = libclang_version();
  if (loaded.empty()) {
    std::cerr << "ferrule-bindgen: libclang cannot parse one line of C\n";
    return 1;
  }
  std::cout << "ferrule-bindgen " FERRULE_VERSION " (clang version " << loaded << ")\n";
  return 0;
}

int start(const std::vector<std::string>& arguments) {
  Problems problems;
  const std::optional<Options> options = parse_options(arguments, problems);
  if (options.has_value() && options->help) {
    std::cout << usage();
    return 0;
  }
  if (options.has_value() && options->version) {
    return tell_version();
  }
  if (options.has_value()) {
    run(options.value(), problems);
  }
  for (const Problem& problem : problems) {
    std::cerr << to_text(problem) << "\n";
  }
  if (!options.has_value()) {
    std::cerr << usage();
  }
  return problems.empty() ? 0 : 1;
}

}  // namespace
}  // namespace ferrule::kernel::bindgen

int main(int count, char** words) {
  std::vector<std::string> arguments;
  for (int i = 1; i < count; ++i) {
    UNSAFE("the system passes as many words as it counts, each a string that ends") {
      arguments.emplace_back(words[i]);
    }
  }
  return ferrule::kernel::bindgen::start(arguments);
}
