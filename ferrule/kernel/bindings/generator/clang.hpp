// SPDX-License-Identifier: GPL-2.0 OR MIT
// libclang's C interface as values: cursors (declarations) and types of one translation unit.
//
// Cursors and types keep what they came from alive.
#pragma once

#include <clang-c/Index.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/bindings/generator/problem.hpp"

namespace ferrule::kernel::bindgen {

class Cursor;

/// What libclang allocates for one parsed file.
class FERRULE_OWNER Parsed {
 public:
  Parsed(const std::string& name, const std::string& text, const std::vector<std::string>& flags);
  ~Parsed();
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  /// Null if libclang could not begin.
  [[nodiscard]] CXTranslationUnit unit() const FERRULE_LIFETIMEBOUND { return unit_; }

 private:
  CXIndex index_ = nullptr;
  CXTranslationUnit unit_ = nullptr;
};

using Keeper = std::shared_ptr<const Parsed>;

class FERRULE_OWNER Type {
 public:
  Type(Keeper keeper, CXType raw) : keeper_(std::move(keeper)), raw_(raw) {}

  [[nodiscard]] CXTypeKind kind() const { return raw_.kind; }
  /// Without typedefs; qualifiers of array elements stand on the array.
  [[nodiscard]] Type canonical() const;
  [[nodiscard]] Type unqualified() const;
  [[nodiscard]] Type pointee() const;
  [[nodiscard]] Type element() const;
  [[nodiscard]] Type result() const;
  [[nodiscard]] std::vector<Type> arguments() const;
  [[nodiscard]] bool variadic() const;
  [[nodiscard]] bool is_const() const;
  [[nodiscard]] bool is_volatile() const;
  [[nodiscard]] bool is_restrict() const;
  /// Elements of an array; nothing for a flexible one.
  [[nodiscard]] std::optional<u64> count() const;
  /// Bytes; nothing where the type is incomplete.
  [[nodiscard]] std::optional<u64> size() const;
  [[nodiscard]] std::optional<u64> alignment() const;
  /// As C spells it without qualifiers: "struct file", or the typedef of an unnamed struct.
  [[nodiscard]] std::string spelling() const;
  [[nodiscard]] Cursor declaration() const;
  /// The fields of a record, unnamed ones included.
  [[nodiscard]] std::vector<Cursor> fields() const;

 private:
  Keeper keeper_;
  CXType raw_;
};

/// What the initialiser of a variable comes to.
struct Value {
  enum class Kind : u8 { Signed, Unsigned, String };
  Kind kind = Kind::Signed;
  /// The 64 bits of a number.
  u64 bits = 0;
  std::string bytes = {};
};

class FERRULE_OWNER Cursor {
 public:
  Cursor(Keeper keeper, CXCursor raw) : keeper_(std::move(keeper)), raw_(raw) {}

  [[nodiscard]] CXCursorKind kind() const { return raw_.kind; }
  [[nodiscard]] std::string name() const;
  [[nodiscard]] Type type() const;
  /// Of a typedef: what it names.
  [[nodiscard]] Type underlying() const;
  /// Of an enum: the integer it is stored as.
  [[nodiscard]] Type enum_integer() const;
  /// Of an enumerator.
  [[nodiscard]] i64 signed_value() const;
  [[nodiscard]] u64 unsigned_value() const;
  [[nodiscard]] bool is_definition() const;
  /// Neither a tag nor a typedef names this record or enum.
  [[nodiscard]] bool is_unnamed() const;
  /// A struct or union whose fields are reached as if they were the outer one's.
  [[nodiscard]] bool is_anonymous() const;
  [[nodiscard]] bool is_static() const;
  [[nodiscard]] bool is_bit_field() const;
  /// Of a field, from the start of the record it is written in.
  [[nodiscard]] std::optional<u64> offset_bits() const;
  /// Of a function.
  [[nodiscard]] std::vector<Cursor> arguments() const;
  [[nodiscard]] bool is_noreturn() const;
  /// Of a variable: it stands in the section that each CPU has a copy of.
  [[nodiscard]] bool is_per_cpu() const;
  /// What the linker calls it.
  [[nodiscard]] std::string symbol() const;
  /// The definition of a record or enum, if the headers have one.
  [[nodiscard]] std::optional<Cursor> definition() const;
  [[nodiscard]] std::vector<Cursor> children() const;
  /// The file it is written in, whatever #line says.
  [[nodiscard]] std::string file() const;
  [[nodiscard]] std::optional<Value> evaluate() const;

 private:
  Keeper keeper_;
  CXCursor raw_;
};

/// One parsed file that exists only in memory, with everything it includes.
class TranslationUnit {
 public:
  /// `name` is what the file is called; `flags` are those of a C compiler.
  TranslationUnit(const std::string& name, const std::string& text,
                  const std::vector<std::string>& flags)
      : keeper_(std::make_shared<const Parsed>(name, text, flags)) {}

  /// False if libclang could not even begin (flags it does not take).
  [[nodiscard]] bool parsed() const { return keeper_->unit() != nullptr; }
  /// At the places that #line gives them.
  [[nodiscard]] Problems errors() const;
  [[nodiscard]] std::vector<Cursor> declarations() const;

 private:
  Keeper keeper_;
};

}  // namespace ferrule::kernel::bindgen
