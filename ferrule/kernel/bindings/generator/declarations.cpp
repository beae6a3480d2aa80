// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/declarations.hpp"

#include <algorithm>

#include "ferrule/kernel/bindings/generator/input.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::optional<Cursor> find(const std::map<std::string, Cursor>& named, const std::string& name) {
  return named.contains(name) ? std::optional<Cursor>(named.at(name)) : std::nullopt;
}

}  // namespace

Declarations::Declarations(const TranslationUnit& unit) {
  for (const Cursor& declaration : unit.declarations()) {
    if (declaration.kind() == CXCursor_FunctionDecl) {
      if (declaration.is_definition()) {
        functions_.insert_or_assign(declaration.name(), declaration);
      } else {
        functions_.emplace(declaration.name(), declaration);
      }
    } else if (declaration.kind() == CXCursor_VarDecl) {
      variables_.insert_or_assign(declaration.name(), declaration);
    } else if (declaration.kind() == CXCursor_TypedefDecl) {
      aliases_.insert_or_assign(declaration.name(), declaration);
    }
  }
}

std::optional<Cursor> Declarations::function(const std::string& name) const {
  return find(functions_, name);
}

std::optional<Cursor> Declarations::variable(const std::string& name) const {
  return find(variables_, name);
}

std::optional<Cursor> Declarations::alias(const std::string& name) const {
  return find(aliases_, name);
}

std::optional<Type> Declarations::tagged(const std::string& pointer,
                                         const std::string& name) const {
  if (variables_.contains(pointer)) {
    Type type = variables_.at(pointer).type().canonical().pointee();
    if (type.declaration().definition().has_value()) {
      return type;
    }
  }
  if (aliases_.contains(name)) {
    return aliases_.at(name).underlying().canonical();
  }
  return std::nullopt;
}

std::optional<Type> Declarations::record(const std::string& name) const {
  const std::optional<Type> type = tagged(struct_pointer_name(name), name);
  const bool is_record = type.has_value() && type->kind() == CXType_Record;
  return is_record && type->size().has_value() ? type : std::nullopt;
}

std::optional<Type> Declarations::enumeration(const std::string& name) const {
  const std::optional<Type> type = tagged(enum_pointer_name(name), name);
  return type.has_value() && type->kind() == CXType_Enum ? type : std::nullopt;
}

bool Declarations::macro_hides(const std::string& name) const {
  return variables_.contains(macro_mark_name(name));
}

std::vector<Cursor> Declarations::functions_of(const std::vector<std::string>& files,
                                               const std::string& prefix) const {
  std::vector<Cursor> found;
  for (const auto& [name, function] : functions_) {
    if (name.starts_with(prefix) && !function.is_static() && function.is_definition() &&
        std::ranges::find(files, function.file()) != files.end()) {
      found.push_back(function);
    }
  }
  return found;
}

}  // namespace ferrule::kernel::bindgen
