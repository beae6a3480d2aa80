// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/spelling.hpp"

#include <array>
#include <utility>

#include "ferrule/kernel/bindings/generator/cpp_names.hpp"
#include "ferrule/kernel/bindings/generator/text.hpp"

namespace ferrule::kernel::bindgen {
namespace {

struct Builtin {
  CXTypeKind kind = CXType_Invalid;
  std::string name = {};
};

std::optional<std::string> builtin(CXTypeKind kind) {
  const std::array<Builtin, 18> builtins = {{{CXType_Void, "void"},
                                             {CXType_Char_U, "char"},
                                             {CXType_Char_S, "char"},
                                             {CXType_SChar, "signed char"},
                                             {CXType_UChar, "unsigned char"},
                                             {CXType_Short, "short"},
                                             {CXType_UShort, "unsigned short"},
                                             {CXType_Int, "int"},
                                             {CXType_UInt, "unsigned int"},
                                             {CXType_Long, "long"},
                                             {CXType_ULong, "unsigned long"},
                                             {CXType_LongLong, "long long"},
                                             {CXType_ULongLong, "unsigned long long"},
                                             {CXType_Int128, "__int128"},
                                             {CXType_UInt128, "unsigned __int128"},
                                             {CXType_Float, "float"},
                                             {CXType_Double, "double"},
                                             {CXType_LongDouble, "long double"}}};
  for (const Builtin& candidate : builtins) {
    if (candidate.kind == kind) {
      return candidate.name;
    }
  }
  return std::nullopt;
}

std::string qualifiers_of(const Type& type) {
  std::string text;
  text += type.is_const() ? "const " : "";
  text += type.is_volatile() ? "volatile " : "";
  text += type.is_restrict() ? "__restrict " : "";
  return text;
}

Declarator before(const std::string& prefix, const Declarator& inner) {
  return {.cpp = prefix + inner.cpp, .c = prefix + inner.c};
}

Declarator after(const Declarator& inner, const std::string& suffix) {
  return {.cpp = inner.cpp + suffix, .c = inner.c + suffix};
}

std::string joined(const std::string& base, const std::string& declarator) {
  return declarator.empty() ? base : base + " " + declarator;
}

bool is_array(const Type& type) {
  return type.kind() == CXType_ConstantArray || type.kind() == CXType_IncompleteArray;
}

bool is_function(const Type& type) {
  return type.kind() == CXType_FunctionProto || type.kind() == CXType_FunctionNoProto;
}

/// x86-64's va_list is an array of this; C++ spells it by its other name.
bool is_va_list_tag(const Type& type) { return type.spelling().ends_with("__va_list_tag"); }

}  // namespace

Both name_of(const Type& record_or_enum) {
  const std::string spelling = record_or_enum.canonical().spelling();
  for (const std::string keyword : {"struct ", "union ", "enum "}) {
    if (spelling.starts_with(keyword)) {
      return {.cpp = cpp_name(spelling.substr(keyword.size())), .c = spelling};
    }
  }
  return {.cpp = cpp_name(spelling), .c = spelling};
}

Enum describe_enum(const Type& type) {
  const Type integer = type.declaration().enum_integer().canonical();
  // An enum that is only declared has no integer: GNU C gives it that of an int.
  const std::string underlying = builtin(integer.kind()).value_or("unsigned int");
  return {.name = name_of(type),
          .underlying = underlying,
          .is_signed = !underlying.starts_with("unsigned") && underlying != "bool",
          .size = integer.size().value_or(4)};
}

std::optional<Both> Speller::spell(const Type& type, const Declarator& declarator) {
  obstacle_.clear();
  Both text = declare(type.canonical(), declarator, {});
  return obstacle_.empty() ? std::optional<Both>(std::move(text)) : std::nullopt;
}

std::optional<Both> Speller::spell_function(const Cursor& function, const Declarator& declarator) {
  obstacle_.clear();
  std::vector<std::string> names;
  for (const Cursor& argument : function.arguments()) {
    names.push_back(cpp_name(argument.name()));
  }
  Both text = declare_function(function.type().canonical(), declarator, names);
  return obstacle_.empty() ? std::optional<Both>(std::move(text)) : std::nullopt;
}

// C's declarators are written from the inside out: each level wraps what stands around the name.
Both Speller::declare(const Type& type, const Declarator& inner, std::string qualifiers) {
  qualifiers = qualifiers_of(type) + qualifiers;
  if (type.kind() == CXType_Pointer) {
    const Type target = type.pointee().canonical();
    if (is_va_list_tag(target)) {
      return {.cpp = joined("__builtin_va_list", inner.cpp),
              .c = joined("__builtin_va_list", inner.c)};
    }
    Declarator pointer = before("*" + qualifiers, inner);
    if (is_array(target) || is_function(target)) {
      pointer = after(before("(", pointer), ")");
    }
    return declare(target, pointer, {});
  }
  if (is_array(type)) {
    const Type element = type.element().canonical();
    if (is_va_list_tag(element)) {
      return {.cpp = joined("__builtin_va_list", inner.cpp),
              .c = joined("__builtin_va_list", inner.c)};
    }
    const std::string count =
        type.count().has_value() ? std::to_string(type.count().value_or(0)) : "";
    return declare(element, after(inner, "[" + count + "]"), qualifiers);
  }
  if (is_function(type)) {
    return declare_function(type, inner, {});
  }
  const Both name = base(type);
  return {.cpp = joined(qualifiers + name.cpp, inner.cpp),
          .c = joined(qualifiers + name.c, inner.c)};
}

Both Speller::declare_function(const Type& type, const Declarator& inner,
                               const std::vector<std::string>& names) {
  std::vector<std::string> cpp;
  std::vector<std::string> c;
  for (const Type& argument : type.arguments()) {
    const std::string name = cpp.size() < names.size() ? names[cpp.size()] : "";
    const Both text = declare(argument.canonical(), {.cpp = name, .c = ""}, {});
    cpp.push_back(text.cpp);
    c.push_back(text.c);
  }
  if (type.variadic()) {
    cpp.push_back("...");
    c.push_back("...");
  } else if (c.empty()) {
    c.push_back("void");
  }
  return declare(
      type.result().canonical(),
      {.cpp = inner.cpp + "(" + join(cpp, ", ") + ")", .c = inner.c + "(" + join(c, ", ") + ")"},
      {});
}

Both Speller::record(const Type& type) {
  if (type.declaration().is_unnamed()) {
    obstacle_ = "its type has no name";
    return {};
  }
  std::string keyword = "struct ";
  if (type.declaration().kind() == CXCursor_UnionDecl) {
    keyword = "union ";
  }
  const Both name = name_of(type);
  tags_.insert_or_assign(name.cpp, keyword + name.cpp);
  return {.cpp = keyword + name.cpp, .c = name.c};
}

Both Speller::enumeration(const Type& type) {
  const Enum description = describe_enum(type);
  if (type.declaration().is_unnamed()) {
    return {.cpp = description.underlying, .c = description.underlying};
  }
  enums_.insert_or_assign(description.name.cpp, description);
  return {.cpp = "enum " + description.name.cpp, .c = description.name.c};
}

Both Speller::base(const Type& type) {
  if (type.kind() == CXType_Record) {
    return record(type);
  }
  if (type.kind() == CXType_Enum) {
    return enumeration(type);
  }
  if (type.kind() == CXType_Bool) {
    return {.cpp = "bool", .c = "_Bool"};
  }
  const std::optional<std::string> name = builtin(type.kind());
  if (!name.has_value()) {
    obstacle_ = "C++ has no type like '" + type.spelling() + "'";
  }
  return {.cpp = name.value_or(""), .c = name.value_or("")};
}

}  // namespace ferrule::kernel::bindgen
