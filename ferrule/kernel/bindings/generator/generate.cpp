// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/generate.hpp"

#include "ferrule/kernel/bindings/generator/allow_list.hpp"
#include "ferrule/kernel/bindings/generator/clang.hpp"
#include "ferrule/kernel/bindings/generator/collect.hpp"
#include "ferrule/kernel/bindings/generator/emit.hpp"
#include "ferrule/kernel/bindings/generator/input.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::string word_of(const Entry& entry) {
  switch (entry.directive) {
    case Directive::Include: return "include ";
    case Directive::Struct:
    case Directive::Opaque: return "struct ";
    case Directive::Enum: return "enum ";
    case Directive::Constant: return "constant ";
    case Directive::Function: return "function ";
    case Directive::Variable: return "variable ";
    case Directive::Typedef: return "typedef ";
  }
  return {};
}

/// An error of clang at the line of an entry is about that entry; anything else is passed on.
Problem explained(const Problem& error, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    if (entry.place.file == error.place.file && entry.place.line == error.place.line) {
      return {.place = error.place,
              .text = word_of(entry) + entry.name + ": clang says: " + error.text +
                      "; correct the line, or name a probe that tells such kernels apart: '... "
                      "when PROBE'"};
    }
  }
  return {.place = error.place, .text = "clang says: " + error.text};
}

std::vector<Entry> read_entries(const Sources& sources, Problems& problems) {
  std::vector<Entry> entries;
  for (const TextFile& file : sources.allow_lists) {
    for (const Entry& entry : parse_allow_list(file.name, file.text, problems)) {
      entries.push_back(entry);
    }
  }
  const Probes probes = parse_probes(sources.probes.name, sources.probes.text, problems);
  return select(entries, probes, problems);
}

}  // namespace

std::optional<Generated> generate(const Sources& sources, Problems& problems) {
  const std::vector<Entry> entries = read_entries(sources, problems);
  if (!problems.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> flags = sources.flags;
  // The headers' warnings are the kernel's affair; errors are wanted all at once.
  flags.emplace_back("-w");
  flags.emplace_back("-ferror-limit=50");
  flags.emplace_back("-xc");
  const TranslationUnit unit("ferrule-bindgen-input.c",
                             input_text(entries, sources.probes.name, sources.helpers), flags);
  if (!unit.parsed()) {
    add(problems, {}, "libclang does not take these flags");
    return std::nullopt;
  }
  for (const Problem& error : unit.errors()) {
    problems.push_back(explained(error, entries));
  }
  if (!problems.empty()) {
    return std::nullopt;
  }
  const Bindings bindings = collect(entries, unit, sources.helpers, problems);
  if (!problems.empty()) {
    return std::nullopt;
  }
  return Generated{.header = bindings_header(bindings), .check = layout_check(bindings)};
}

}  // namespace ferrule::kernel::bindgen
