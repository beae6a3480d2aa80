// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/input.hpp"

#include <set>

#include "ferrule/kernel/bindings/generator/text.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::string line_of(const Place& place) {
  return "#line " + std::to_string(place.line) + " " + quoted(place.file) + "\n";
}

std::string lookup(const Entry& entry) {
  const std::string& name = entry.name;
  switch (entry.directive) {
    case Directive::Struct:
    case Directive::Opaque:
      return "extern struct " + name + " *" + struct_pointer_name(name) + ";\n";
    case Directive::Enum: return "extern enum " + name + " *" + enum_pointer_name(name) + ";\n";
    case Directive::Constant:
      return "static const __typeof__(" + name + ") " + constant_name(name) + " = " + name + ";\n";
    case Directive::Function:
    case Directive::Variable:
      return "#ifdef " + name + "\nextern int " + macro_mark_name(name) + ";\n#endif\n";
    case Directive::Include:
    case Directive::Typedef: break;
  }
  return {};
}

}  // namespace

std::string struct_pointer_name(const std::string& name) { return "ferrule_struct_" + name; }
std::string enum_pointer_name(const std::string& name) { return "ferrule_enum_" + name; }
std::string constant_name(const std::string& name) { return "ferrule_constant_" + name; }
std::string macro_mark_name(const std::string& name) { return "ferrule_macro_" + name; }

std::string input_text(const std::vector<Entry>& entries, const std::string& probes,
                       const std::vector<std::string>& helpers) {
  std::string text = probes.empty() ? "" : "#include " + quoted(probes) + "\n";
  for (const Entry& entry : entries) {
    if (entry.directive == Directive::Include) {
      text += line_of(entry.place) + "#include " + entry.name + "\n";
    }
  }
  for (const std::string& helper : helpers) {
    text += "#include " + quoted(helper) + "\n";
  }
  std::set<std::string> looked_up;
  for (const Entry& entry : entries) {
    const std::string line = lookup(entry);
    if (!line.empty() && looked_up.insert(line).second) {
      text += line_of(entry.place) + line;
    }
  }
  return text;
}

}  // namespace ferrule::kernel::bindgen
