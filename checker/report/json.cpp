// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/report/json.hpp"

#include <fstream>

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace ferrule::checker {
namespace {

llvm::json::Object to_json(const std::string& key, const Region& region) {
  llvm::json::Object operations;
  for (const auto& [rule, number] : region.operations) {
    operations[rule] = number;
  }
  llvm::json::Object line;
  line["region"] = key;
  line["kind"] = region.kind;
  line["function"] = region.function;
  line["reason"] = region.reason;
  line["lines"] = region.lines;
  line["template"] = region.in_template;
  line["ops"] = std::move(operations);
  return line;
}

}  // namespace

bool append_regions(const std::string& file, const Sink& sink) {
  std::string text;
  for (const auto& [key, region] : sink.regions()) {
    std::string line;
    llvm::raw_string_ostream(line) << llvm::json::Value(to_json(key, region));
    text += line + "\n";
  }
  std::ofstream out(file, std::ios::app);
  out << text << std::flush;  // one write, so that lines of two compilers do not mix
  return out.good();
}

}  // namespace ferrule::checker
