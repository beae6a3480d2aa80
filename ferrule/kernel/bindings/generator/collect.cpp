// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/collect.hpp"

#include <algorithm>
#include <optional>

#include "ferrule/kernel/bindings/generator/by_value.hpp"
#include "ferrule/kernel/bindings/generator/cpp_names.hpp"
#include "ferrule/kernel/bindings/generator/declarations.hpp"
#include "ferrule/kernel/bindings/generator/input.hpp"
#include "ferrule/kernel/bindings/generator/literal.hpp"
#include "ferrule/kernel/bindings/generator/records.hpp"
#include "ferrule/kernel/bindings/generator/spelling.hpp"
#include "ferrule/kernel/bindings/generator/text.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::string helper_advice(const std::string& name) {
  return "; write a helper in helpers/ and call that: 'ferrule_" + name + "'";
}

std::string probe_advice(const std::string& line) {
  return "; correct the name, include its header, or name a probe that tells such kernels apart: "
         "'" +
         line + " when PROBE'";
}

std::vector<Enumerator> enumerators_of(const Type& type, const Enum& description) {
  std::vector<Enumerator> enumerators;
  const std::optional<Cursor> definition = type.declaration().definition();
  if (!definition.has_value()) {
    return enumerators;
  }
  for (const Cursor& child : definition->children()) {
    if (child.kind() == CXCursor_EnumConstantDecl) {
      const u64 bits =
          description.is_signed ? static_cast<u64>(child.signed_value()) : child.unsigned_value();
      enumerators.push_back(
          {.name = child.name(), .value = number_literal(bits, description.underlying)});
    }
  }
  return enumerators;
}

/// With what C++ must know beyond the type: where the linker finds it, and that it does not return.
std::string declared(const Cursor& external, const std::string& text) {
  std::string declaration = text;
  if (external.is_noreturn()) {
    declaration = "[[noreturn]] " + declaration;
  }
  const std::string symbol = external.symbol();
  if (symbol != external.name()) {
    declaration += " __asm__(" + quoted(symbol) + ")";
  }
  return declaration;
}

class Collector {
 public:
  explicit Collector(const TranslationUnit& unit) : declarations_(unit) {}

  void take(const Entry& entry, Problems& problems) {
    switch (entry.directive) {
      case Directive::Include: bindings_.includes.push_back(entry.name); break;
      case Directive::Struct:
      case Directive::Opaque: take_struct(entry, problems); break;
      case Directive::Enum: take_enum(entry, problems); break;
      case Directive::Constant: take_constant(entry, problems); break;
      case Directive::Function: take_function(entry, problems); break;
      case Directive::Variable: take_variable(entry, problems); break;
      case Directive::Typedef: take_typedef(entry, problems); break;
    }
  }

  void take_helper(const Cursor& function, Problems& problems) {
    add_function(function, {.file = function.file(), .line = 0}, false, problems);
  }

  [[nodiscard]] Bindings finish(Problems& problems) {
    bindings_.records = records_.describe(speller_, problems);
    bindings_.forward = speller_.tags();
    for (const auto& [name, description] : speller_.enums()) {
      bindings_.enums.emplace(name, description);
    }
    return bindings_;
  }

 private:
  void take_struct(const Entry& entry, Problems& problems) {
    const std::optional<Type> type = declarations_.record(entry.name);
    if (!type.has_value()) {
      add(problems, entry.place,
          "struct " + entry.name + " is not defined in these headers" +
              probe_advice("opaque struct " + entry.name));
      return;
    }
    records_.want(type.value());
    if (entry.all_fields) {
      records_.want_all_fields(type.value(), entry.place);
    }
    for (const std::string& field : entry.fields) {
      records_.want_field(type.value(), field, entry.place);
    }
  }

  void take_enum(const Entry& entry, Problems& problems) {
    const std::optional<Type> type = declarations_.enumeration(entry.name);
    if (!type.has_value()) {
      add(problems, entry.place,
          "enum " + entry.name + " is not defined in these headers" +
              probe_advice("enum " + entry.name));
      return;
    }
    Enum description = describe_enum(type.value());
    description.enumerators = enumerators_of(type.value(), description);
    const std::string name = description.name.cpp;
    bindings_.enums.insert_or_assign(name, description);
  }

  void take_constant(const Entry& entry, Problems& problems) {
    const std::optional<Cursor> variable = declarations_.variable(constant_name(entry.name));
    const std::optional<Value> value = variable.has_value() ? variable->evaluate() : std::nullopt;
    const std::optional<Constant> constant =
        value.has_value() ? make_constant(entry.name, variable->type(), value.value())
                          : std::nullopt;
    if (!constant.has_value()) {
      add(problems, entry.place, entry.name + " is neither an integer nor a string");
      return;
    }
    bindings_.constants.insert_or_assign(entry.name, constant.value());
  }

  [[nodiscard]] std::optional<Constant> make_constant(const std::string& name, const Type& type,
                                                      const Value& value) {
    const Type plain = type.canonical().unqualified();
    if (value.kind == Value::Kind::String) {
      return Constant{
          .name = name, .is_string = true, .bytes = value.bytes, .size = plain.size().value_or(0)};
    }
    const std::optional<Both> spelled = plain.kind() == CXType_Enum
                                            ? Both{.cpp = describe_enum(plain).underlying}
                                            : speller_.spell(plain);
    if (!spelled.has_value() || plain.kind() == CXType_Pointer) {
      return std::nullopt;
    }
    return Constant{.name = name,
                    .type = spelled->cpp,
                    .value = number_literal(value.bits, spelled->cpp),
                    .size = plain.size().value_or(0),
                    .is_signed = value.kind == Value::Kind::Signed};
  }

  void take_function(const Entry& entry, Problems& problems) {
    const std::optional<Cursor> function = declarations_.function(entry.name);
    if (function.has_value() && !function->is_static()) {
      add_function(function.value(), entry.place, true, problems);
    } else if (function.has_value()) {
      add(problems, entry.place,
          entry.name + " is an inline function in this kernel, no symbol a module could call" +
              helper_advice(entry.name));
    } else if (declarations_.macro_hides(entry.name)) {
      add(problems, entry.place,
          entry.name + " is a macro in this kernel" + helper_advice(entry.name));
    } else {
      add(problems, entry.place,
          "function " + entry.name + " is not declared in these headers" +
              probe_advice("function " + entry.name));
    }
  }

  /// `seen_by_c`: the kernel's own compiler sees it too, and can check it.
  void add_function(const Cursor& function, const Place& place, bool seen_by_c,
                    Problems& problems) {
    const std::string name = function.name();
    const Type type = function.type().canonical();
    const std::optional<Both> text = speller_.spell_function(function, {.cpp = cpp_name(name)});
    // The type of a function that does not return cannot be written down for gcc.
    const bool redeclare = function.is_noreturn();
    const std::optional<Both> checked =
        speller_.spell(type, {.cpp = "(*)", .c = redeclare ? "(" + name + ")" : "(*)"});
    if (!text.has_value() || !checked.has_value()) {
      add(problems, place, "function " + name + ": " + speller_.obstacle());
      return;
    }
    std::vector<Type> passed = type.arguments();
    passed.push_back(type.result());
    for (const Type& value : passed) {
      const std::optional<std::string> obstacle = by_value_obstacle(value);
      if (obstacle.has_value()) {
        add(problems, place, "function " + name + ": " + obstacle.value() + helper_advice(name));
        return;
      }
      want_by_value(value);
    }
    External external = {.name = name, .declaration = declared(function, text->cpp)};
    if (seen_by_c) {
      std::string& check = redeclare ? external.c_declaration : external.c_pointer;
      check = checked->c;
    }
    bindings_.functions.insert_or_assign(name, external);
  }

  /// Whoever calls a function or reads a variable needs the size of what goes by value.
  void want_by_value(const Type& type) {
    const std::optional<Type> record = record_by_value(type);
    if (record.has_value() && record->size().value_or(0) != 0 &&
        record->declaration().kind() == CXCursor_StructDecl) {
      records_.want(record.value());
    }
  }

  void take_variable(const Entry& entry, Problems& problems) {
    const std::optional<Cursor> variable = declarations_.variable(entry.name);
    if (!variable.has_value() || variable->is_static()) {
      add(problems, entry.place,
          declarations_.macro_hides(entry.name)
              ? entry.name + " is a macro in this kernel" + helper_advice(entry.name)
              : "variable " + entry.name + " is not declared in these headers" +
                    probe_advice("variable " + entry.name));
      return;
    }
    if (variable->is_per_cpu()) {
      add(problems, entry.place,
          entry.name + " is a per-CPU variable: what it names is no address" +
              helper_advice(entry.name));
      return;
    }
    const Type type = variable->type().canonical();
    const std::optional<Both> text = speller_.spell(type, {.cpp = cpp_name(entry.name)});
    const std::optional<Both> pointer = speller_.spell(type, {.cpp = "(*)", .c = "(*)"});
    if (!text.has_value() || !pointer.has_value()) {
      add(problems, entry.place, "variable " + entry.name + ": " + speller_.obstacle());
      return;
    }
    want_by_value(type);
    bindings_.variables.insert_or_assign(
        entry.name, External{.name = entry.name,
                             .declaration = declared(variable.value(), text->cpp),
                             .c_pointer = pointer->c});
  }

  void take_typedef(const Entry& entry, Problems& problems) {
    const std::optional<Cursor> alias = declarations_.alias(entry.name);
    const std::optional<Both> type =
        alias.has_value() ? speller_.spell(alias->underlying()) : std::nullopt;
    if (!type.has_value()) {
      add(problems, entry.place,
          alias.has_value() ? "typedef " + entry.name + ": " + speller_.obstacle()
                            : "typedef " + entry.name + " is not in these headers" +
                                  probe_advice("typedef " + entry.name));
      return;
    }
    // The typedef of an unnamed struct is that struct's own name.
    if (type->c != entry.name) {
      bindings_.aliases.insert_or_assign(entry.name,
                                         Alias{.name = entry.name, .type = type.value()});
    }
  }

  Declarations declarations_;
  Records records_ = {};
  Speller speller_ = {};
  Bindings bindings_ = {};
};

}  // namespace

Bindings collect(const std::vector<Entry>& entries, const TranslationUnit& unit,
                 const std::vector<std::string>& helpers, Problems& problems) {
  Collector collector(unit);
  for (const Entry& entry : entries) {
    collector.take(entry, problems);
  }
  for (const Cursor& helper : Declarations(unit).functions_of(helpers, "ferrule_")) {
    collector.take_helper(helper, problems);
  }
  return collector.finish(problems);
}

}  // namespace ferrule::kernel::bindgen
