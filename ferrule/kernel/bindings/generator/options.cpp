// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/options.hpp"

#include <map>

#include "ferrule/core/types.hpp"

namespace ferrule::kernel::bindgen {
namespace {

using Values = std::map<std::string, std::string>;

std::string take(const Values& values, const std::string& option, Problems& problems) {
  if (!values.contains(option) || values.at(option).empty()) {
    add(problems, {}, option + " is missing");
    return {};
  }
  return values.at(option);
}

std::string take_or_empty(const Values& values, const std::string& option) {
  return values.contains(option) ? values.at(option) : std::string();
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& arguments,
                                     Problems& problems) {
  Values values;
  Options options;
  for (usize i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      for (++i; i < arguments.size(); ++i) {
        options.flags.push_back(arguments[i]);
      }
    } else if (argument == "--help" || argument == "-h") {
      options.help = true;
      return options;
    } else if (argument == "--version") {
      options.version = true;
      return options;
    } else if (argument == "--allow" || argument == "--helpers" || argument == "--probes" ||
               argument == "--output" || argument == "--directory" ||
               argument == "--cc-flags-file") {
      ++i;
      values.insert_or_assign(argument, i < arguments.size() ? arguments[i] : std::string());
    } else {
      add(problems, {}, "unknown option '" + argument + "' (flags for clang stand after --)");
    }
  }
  options.allow = take(values, "--allow", problems);
  options.helpers = take(values, "--helpers", problems);
  options.probes = take(values, "--probes", problems);
  options.output = take(values, "--output", problems);
  options.directory = take_or_empty(values, "--directory");
  options.cc_flags_file = take_or_empty(values, "--cc-flags-file");
  return problems.empty() ? std::optional<Options>(options) : std::nullopt;
}

std::string usage() {
  return "ferrule-bindgen --allow DIR --helpers DIR --probes FILE --output DIR\n"
         "                [--directory DIR] [--cc-flags-file FILE] -- CLANG_FLAGS...\n\n"
         "Writes OUTPUT/ferrule/bindings.hpp, the C++ view of the kernel that the flags describe,\n"
         "and OUTPUT/layout_check.c, which lets the kernel's own compiler check it.\n\n"
         "  --allow DIR           *.allow: which names\n"
         "  --helpers DIR         *.c: functions named ferrule_* get their prototypes\n"
         "  --probes FILE         probes.h: FERRULE_PROBE_* as 0 or 1\n"
         "  --output DIR          where to write\n"
         "  --directory DIR       where relative flags hold (the kernel's build directory)\n"
         "  --cc-flags-file FILE  more flags, quoted as for a shell\n"
         "  --version             of this program, and of the libclang that it loaded\n";
}

}  // namespace ferrule::kernel::bindgen
