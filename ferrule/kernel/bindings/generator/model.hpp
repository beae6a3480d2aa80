// SPDX-License-Identifier: GPL-2.0 OR MIT
// What the headers say about the names of the allow-lists, as text for both languages. Nothing in
// here refers to libclang.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ferrule/core/types.hpp"

namespace ferrule::kernel::bindgen {

/// The same thing said in C++ (bindings.hpp) and in C (layout_check.c).
struct Both {
  std::string cpp = {};
  std::string c = {};
};

struct Field {
  Both name = {};
  /// With the name in the middle where C wants it: "int (*open)(struct inode *, struct file *)".
  std::string declaration = {};
  /// Empty for a field that is given as bytes: its type has no equal in C++.
  std::string c_type = {};
  u64 offset = 0;
  u64 size = 0;
  /// Of the type, not of where it stands.
  u64 alignment = 1;
  /// The C++ names of the records it holds by value.
  std::vector<std::string> holds = {};
};

struct Record {
  Both name = {};
  u64 size = 0;
  u64 alignment = 1;
  /// By offset. None: opaque.
  std::vector<Field> fields = {};
};

struct Enumerator {
  std::string name = {};
  /// As a C literal.
  std::string value = {};
};

struct Enum {
  Both name = {};
  std::string underlying = {};
  bool is_signed = false;
  u64 size = 0;
  /// None where only the type is named.
  std::vector<Enumerator> enumerators = {};
};

struct Constant {
  std::string name = {};
  bool is_string = false;
  /// Of a string: what stands in it.
  std::string bytes = {};
  /// Of a number.
  std::string type = {};
  std::string value = {};
  u64 size = 0;
  bool is_signed = false;
};

/// A function or variable with external linkage.
struct External {
  std::string name = {};
  /// The whole C++ declaration without `extern` and `;`.
  std::string declaration = {};
  /// What `&name` must be, or what may be declared again: C checks one or the other. Both are empty
  /// where the kernel's own compiler does not see the name (helpers).
  std::string c_pointer = {};
  std::string c_declaration = {};
};

struct Alias {
  std::string name = {};
  Both type = {};
};

struct Bindings {
  /// With angle brackets, in order.
  std::vector<std::string> includes = {};
  /// "struct file", "union sigval": what is only pointed to. By C++ name.
  std::map<std::string, std::string> forward = {};
  std::map<std::string, Enum> enums = {};
  std::map<std::string, Record> records = {};
  std::map<std::string, Alias> aliases = {};
  std::map<std::string, Constant> constants = {};
  std::map<std::string, External> functions = {};
  std::map<std::string, External> variables = {};
};

}  // namespace ferrule::kernel::bindgen
