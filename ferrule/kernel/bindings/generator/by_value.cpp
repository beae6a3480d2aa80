// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/by_value.hpp"

#include "ferrule/kernel/bindings/generator/records.hpp"

namespace ferrule::kernel::bindgen {
namespace {

/// Larger ones go to memory, whatever is in them.
constexpr u64 kLargestInRegisters = 16;

bool is_floating(const Type& type) {
  return type.kind() == CXType_Float || type.kind() == CXType_Double ||
         type.kind() == CXType_LongDouble || type.kind() == CXType_Vector;
}

/// Every part is an integer or a pointer where its alignment wants it.
bool like_integers(const Type& type, u64 offset_bits) {
  Type inner = type.canonical();
  while (inner.kind() == CXType_ConstantArray) {
    inner = inner.element().canonical();
  }
  if (inner.kind() != CXType_Record) {
    return !is_floating(inner) && offset_bits % (8 * inner.alignment().value_or(1)) == 0;
  }
  for (const Cursor& field : inner.fields()) {
    const u64 offset = offset_bits + field.offset_bits().value_or(0);
    if (!field.is_bit_field() && !like_integers(field.type(), offset)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::string> by_value_obstacle(const Type& type) {
  const Type plain = type.canonical().unqualified();
  if (plain.kind() != CXType_Record) {
    return std::nullopt;
  }
  const u64 size = plain.size().value_or(0);
  const bool is_struct = plain.declaration().kind() == CXCursor_StructDecl;
  if (is_struct && size != 0 && (size > kLargestInRegisters || like_integers(plain, 0))) {
    return std::nullopt;
  }
  return "'" + plain.spelling() + "' goes by value, and C++ would pass it elsewhere than C";
}

}  // namespace ferrule::kernel::bindgen
