// SPDX-License-Identifier: GPL-2.0 OR MIT
// The allow-lists: which names of the kernel's headers the bindings hold (format in ../README.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

enum class Directive : u8 { Include, Struct, Opaque, Enum, Constant, Function, Variable, Typedef };

/// `when PROBE` (wanted) or `unless PROBE`.
struct Condition {
  std::string probe = {};
  bool wanted = true;
};

struct Entry {
  Directive directive = Directive::Include;
  /// The header with its angle brackets, or the C name.
  std::string name = {};
  /// Of a struct: the fields that get a type. With `all_fields` the list is empty.
  std::vector<std::string> fields = {};
  bool all_fields = false;
  std::optional<Condition> condition = {};
  Place place = {};
};

/// Probe names in upper case, as in `#define FERRULE_PROBE_NAME 1`.
using Probes = std::map<std::string, bool>;

[[nodiscard]] std::vector<Entry> parse_allow_list(const std::string& file, const std::string& text,
                                                  Problems& problems);
[[nodiscard]] Probes parse_probes(const std::string& file, const std::string& text,
                                  Problems& problems);
/// The entries whose condition holds in this kernel.
[[nodiscard]] std::vector<Entry> select(const std::vector<Entry>& entries, const Probes& probes,
                                        Problems& problems);

}  // namespace ferrule::kernel::bindgen
