// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/clang.hpp"

#include "ferrule/kernel/bindings/generator/clang_queries.hpp"

namespace ferrule::kernel::bindgen {
namespace {

std::string take_text(CXString raw) {
  std::string text;
  UNSAFE("the characters live until the string is disposed of, which happens once, after copying") {
    const char* characters = clang_getCString(raw);
    if (characters != nullptr) {
      text = characters;
    }
    clang_disposeString(raw);
  }
  return text;
}

std::optional<u64> non_negative(long long answer) {
  return answer < 0 ? std::nullopt : std::optional<u64>(static_cast<u64>(answer));
}

CXChildVisitResult keep_child(CXCursor child, CXCursor, CXClientData data) {
  UNSAFE("data is the vector that children() passed to this visit, and it outlives the visit") {
    static_cast<std::vector<CXCursor>*>(data)->push_back(child);
  }
  return CXChildVisit_Continue;
}

CXVisitorResult keep_field(CXCursor field, CXClientData data) {
  UNSAFE("data is the vector that fields() passed to this visit, and it outlives the visit") {
    static_cast<std::vector<CXCursor>*>(data)->push_back(field);
  }
  return CXVisit_Continue;
}

std::vector<Cursor> wrap(const Keeper& keeper, const std::vector<CXCursor>& raw) {
  std::vector<Cursor> cursors;
  cursors.reserve(raw.size());
  for (const CXCursor& cursor : raw) {
    cursors.push_back(Cursor(keeper, cursor));
  }
  return cursors;
}

Value string_value(CXEvalResult result) {
  UNSAFE("the result is not null, and its characters live until it is disposed of") {
    return {.kind = Value::Kind::String, .bytes = clang_EvalResult_getAsStr(result)};
  }
}

Value number_value(CXEvalResult result) {
  if (ask<&Queries::result_is_unsigned>(result) != 0) {
    return {.kind = Value::Kind::Unsigned, .bits = ask<&Queries::result_unsigned>(result)};
  }
  const i64 number = ask<&Queries::result_signed>(result);
  return {.kind = Value::Kind::Signed, .bits = static_cast<u64>(number)};
}

Place presumed_place(CXSourceLocation location) {
  CXString file = {};
  unsigned line = 0;
  UNSAFE("both out parameters are variables of the types that libclang fills in") {
    clang_getPresumedLocation(location, &file, &line, nullptr);
  }
  return {.file = take_text(file), .line = line};
}

}  // namespace

Type Type::canonical() const { return Type(keeper_, ask<&Queries::canonical_type>(raw_)); }
Type Type::pointee() const { return Type(keeper_, ask<&Queries::pointee_type>(raw_)); }
Type Type::element() const { return Type(keeper_, ask<&Queries::element_type>(raw_)); }
Type Type::result() const { return Type(keeper_, ask<&Queries::result_type>(raw_)); }
bool Type::variadic() const { return ask<&Queries::is_variadic>(raw_) != 0; }
bool Type::is_const() const { return ask<&Queries::is_const>(raw_) != 0; }
bool Type::is_volatile() const { return ask<&Queries::is_volatile>(raw_) != 0; }
bool Type::is_restrict() const { return ask<&Queries::is_restrict>(raw_) != 0; }
std::optional<u64> Type::size() const { return non_negative(ask<&Queries::size_of>(raw_)); }
std::optional<u64> Type::alignment() const { return non_negative(ask<&Queries::align_of>(raw_)); }
std::string Type::spelling() const {
  return take_text(ask<&Queries::type_spelling>(ask<&Queries::unqualified_type>(raw_)));
}
Type Type::unqualified() const { return Type(keeper_, ask<&Queries::unqualified_type>(raw_)); }
Cursor Type::declaration() const { return Cursor(keeper_, ask<&Queries::type_declaration>(raw_)); }

std::vector<Type> Type::arguments() const {
  std::vector<Type> types;
  const int count = ask<&Queries::argument_types>(raw_);
  types.reserve(count > 0 ? static_cast<usize>(count) : 0);
  for (int i = 0; i < count; ++i) {
    types.push_back(Type(keeper_, ask<&Queries::argument_type>(raw_, static_cast<unsigned>(i))));
  }
  return types;
}

std::optional<u64> Type::count() const {
  return kind() == CXType_ConstantArray ? non_negative(ask<&Queries::array_size>(raw_))
                                        : std::nullopt;
}

std::vector<Cursor> Type::fields() const {
  std::vector<CXCursor> fields;
  UNSAFE("the visitor gets the vector back as the pointer it was, and only during this call") {
    clang_Type_visitFields(raw_, keep_field, &fields);
  }
  return wrap(keeper_, fields);
}

std::string Cursor::name() const { return take_text(ask<&Queries::cursor_spelling>(raw_)); }
Type Cursor::type() const { return Type(keeper_, ask<&Queries::cursor_type>(raw_)); }
Type Cursor::underlying() const { return Type(keeper_, ask<&Queries::underlying_type>(raw_)); }
Type Cursor::enum_integer() const { return Type(keeper_, ask<&Queries::enum_integer>(raw_)); }
i64 Cursor::signed_value() const { return ask<&Queries::signed_value>(raw_); }
u64 Cursor::unsigned_value() const { return ask<&Queries::unsigned_value>(raw_); }
bool Cursor::is_definition() const { return ask<&Queries::is_definition>(raw_) != 0; }
bool Cursor::is_unnamed() const { return ask<&Queries::is_unnamed>(raw_) != 0; }
bool Cursor::is_anonymous() const { return ask<&Queries::is_anonymous>(raw_) != 0; }
bool Cursor::is_bit_field() const { return ask<&Queries::is_bit_field>(raw_) != 0; }
bool Cursor::is_noreturn() const {
  return type().spelling().ends_with("__attribute__((noreturn))");
}
bool Cursor::is_per_cpu() const {
  const std::string text =
      take_text(ask<&Queries::cursor_source>(raw_, static_cast<CXPrintingPolicy>(nullptr)));
  return text.find("section(\".data..percpu") != std::string::npos;
}
std::string Cursor::symbol() const {
  const std::string mangled = take_text(ask<&Queries::mangling>(raw_));
  // Fortified string functions are overloads to clang, and plain symbols of their name in the
  // kernel.
  if (mangled.starts_with("_Z")) {
    return name();
  }
  // LLVM's mark for a name that is to be taken as it is.
  return mangled.starts_with("\1") ? mangled.substr(1) : mangled;
}
bool Cursor::is_static() const { return ask<&Queries::storage_class>(raw_) == CX_SC_Static; }
std::optional<u64> Cursor::offset_bits() const {
  return non_negative(ask<&Queries::field_offset>(raw_));
}

std::vector<Cursor> Cursor::arguments() const {
  std::vector<Cursor> cursors;
  const int count = ask<&Queries::parameters>(raw_);
  cursors.reserve(count > 0 ? static_cast<usize>(count) : 0);
  for (int i = 0; i < count; ++i) {
    cursors.push_back(Cursor(keeper_, ask<&Queries::parameter>(raw_, static_cast<unsigned>(i))));
  }
  return cursors;
}

std::optional<Cursor> Cursor::definition() const {
  const CXCursor found = ask<&Queries::definition>(raw_);
  return ask<&Queries::is_null>(found) != 0 ? std::nullopt
                                            : std::optional<Cursor>(Cursor(keeper_, found));
}

std::vector<Cursor> Cursor::children() const {
  std::vector<CXCursor> children;
  UNSAFE("the visitor gets the vector back as the pointer it was, and only during this call") {
    clang_visitChildren(raw_, keep_child, &children);
  }
  return wrap(keeper_, children);
}

std::string Cursor::file() const {
  CXFile file = nullptr;
  UNSAFE("the out parameter is a variable of the type that libclang fills in; others may be null") {
    clang_getExpansionLocation(clang_getCursorLocation(raw_), &file, nullptr, nullptr, nullptr);
  }
  return take_text(ask<&Queries::file_name>(file));
}

std::optional<Value> Cursor::evaluate() const {
  const CXEvalResult result = ask<&Queries::evaluate>(raw_);
  if (result == nullptr) {
    return std::nullopt;
  }
  std::optional<Value> value;
  const CXEvalResultKind kind = ask<&Queries::result_kind>(result);
  if (kind == CXEval_Int) {
    value = number_value(result);
  } else if (kind == CXEval_StrLiteral) {
    value = string_value(result);
  }
  ask<&Queries::dispose_result>(result);
  return value;
}

Parsed::Parsed(const std::string& name, const std::string& text,
               const std::vector<std::string>& flags) {
  UNSAFE("all strings and the array of pointers to them outlive the call; out goes to the member") {
    index_ = clang_createIndex(0, 0);
    std::vector<const char*> arguments = {"clang"};
    for (const std::string& flag : flags) {
      arguments.push_back(flag.c_str());
    }
    CXUnsavedFile file = {.Filename = name.c_str(), .Contents = text.data(), .Length = text.size()};
    clang_parseTranslationUnit2FullArgv(index_, name.c_str(), arguments.data(),
                                        static_cast<int>(arguments.size()), &file, 1,
                                        CXTranslationUnit_None, &unit_);
  }
}

Parsed::~Parsed() {
  UNSAFE("the constructor made both, nobody else disposes of them, and null is allowed") {
    if (unit_ != nullptr) {
      clang_disposeTranslationUnit(unit_);
    }
    clang_disposeIndex(index_);
  }
}

Problems TranslationUnit::errors() const {
  Problems problems;
  const unsigned count = ask<&Queries::diagnostics>(keeper_->unit());
  for (unsigned i = 0; i < count; ++i) {
    const CXDiagnostic diagnostic = ask<&Queries::diagnostic>(keeper_->unit(), i);
    if (ask<&Queries::severity>(diagnostic) >= CXDiagnostic_Error) {
      add(problems, presumed_place(ask<&Queries::diagnostic_location>(diagnostic)),
          take_text(ask<&Queries::diagnostic_text>(diagnostic)));
    }
    ask<&Queries::dispose_diagnostic>(diagnostic);
  }
  return problems;
}

std::vector<Cursor> TranslationUnit::declarations() const {
  return Cursor(keeper_, ask<&Queries::root>(keeper_->unit())).children();
}

}  // namespace ferrule::kernel::bindgen
