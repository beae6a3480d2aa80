// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/records.hpp"

#include <algorithm>
#include <set>

#include "ferrule/kernel/bindings/generator/cpp_names.hpp"

namespace ferrule::kernel::bindgen {
namespace {

/// A field, wherever in the record's anonymous members it is written.
struct Member {
  Cursor cursor;
  u64 offset_bits = 0;
  bool in_union = false;
};

bool is_union(const Type& type) { return type.declaration().kind() == CXCursor_UnionDecl; }

void collect_members(const Type& record, u64 base, bool in_union, std::vector<Member>& members) {
  for (const Cursor& field : record.fields()) {
    const u64 offset = base + field.offset_bits().value_or(0);
    const Type type = field.type().canonical();
    if (type.kind() == CXType_Record && type.declaration().is_anonymous()) {
      collect_members(type, offset, in_union || is_union(type), members);
    } else {
      members.push_back({.cursor = field, .offset_bits = offset, .in_union = in_union});
    }
  }
}

/// Why C++ cannot have this field in any form, or nothing.
std::optional<std::string> impossible(const Member& member) {
  const Type type = member.cursor.type().canonical();
  if (member.cursor.is_bit_field()) {
    return "is a bit-field";
  }
  if (!type.size().has_value() || (type.kind() == CXType_ConstantArray && type.count() == 0)) {
    return "is a flexible array";
  }
  if (type.size() == 0) {
    return "is empty in this kernel";
  }
  return std::nullopt;
}

/// Why C++ can have the field's bytes only, or nothing.
std::optional<std::string> typeless(const Member& member) {
  const std::optional<Type> record = record_by_value(member.cursor.type());
  if (record.has_value() && is_union(record.value())) {
    return "is a union";
  }
  if (record.has_value() && record->declaration().is_unnamed()) {
    return "has a type without a name";
  }
  return std::nullopt;
}

Field as_bytes(const Member& member) {
  const std::string name = member.cursor.name();
  const u64 size = member.cursor.type().size().value_or(0);
  return {.name = {.cpp = cpp_name(name), .c = name},
          .declaration = "unsigned char " + cpp_name(name) + "[" + std::to_string(size) + "]",
          .offset = member.offset_bits / 8,
          .size = size};
}

/// Nothing if C++ has no such type.
std::optional<Field> as_typed(const Member& member, Speller& speller) {
  Field field = as_bytes(member);
  Type type = member.cursor.type().canonical();
  if (type.is_const()) {
    type = type.unqualified();  // a const member would make the whole struct unassignable
  }
  const std::optional<Both> named = speller.spell(type, {.cpp = field.name.cpp, .c = ""});
  if (!named.has_value()) {
    return std::nullopt;
  }
  field.declaration = named->cpp;
  field.c_type = named->c;
  field.alignment = type.alignment().value_or(1);
  const std::optional<Type> held = record_by_value(type);
  if (held.has_value()) {
    field.holds.push_back(name_of(held.value()).cpp);
  }
  return field;
}

std::string missing_field(const std::string& record, const std::string& field) {
  return record + " has no field '" + field +
         "' in this kernel; correct the name, or name a probe that tells such kernels apart: '" +
         record + ": " + field + " when PROBE'";
}

/// A record being described: the fields that were asked for, as they turn out.
class FieldsOf {
 public:
  explicit FieldsOf(Record record) : record_(std::move(record)) {}

  void refuse(const Member& member, const Place& place, const std::string& reason,
              Problems& problems) const {
    const std::string name = member.cursor.name();
    add(problems, place,
        record_.name.c + ": " + (name.empty() ? "an unnamed field" : "'" + name + "'") + " " +
            reason + ", which C++ bindings cannot name; write a helper that reaches it");
  }

  void take(const Member& member, const Place& place, Speller& speller, Problems& problems) {
    const std::string name = member.cursor.name();
    if (places_.contains(name)) {
      return;
    }
    const std::optional<std::string> reason = impossible(member);
    if (reason.has_value()) {
      refuse(member, place, reason.value(), problems);
      return;
    }
    const std::optional<Type> held = record_by_value(member.cursor.type());
    const std::optional<Field> typed =
        typeless(member).has_value() ? std::nullopt : as_typed(member, speller);
    record_.fields.push_back(typed.value_or(as_bytes(member)));
    if (typed.has_value() && held.has_value()) {
      held_.push_back(held.value());
    }
    places_.emplace(name, place);
  }

  [[nodiscard]] std::string record_name() const { return record_.name.c; }
  /// What typed fields hold by value.
  [[nodiscard]] std::vector<Type> held() const { return held_; }

  /// By offset. Overlaps are told to the one who asked for the second.
  [[nodiscard]] Record finish(Problems& problems) {
    std::ranges::sort(record_.fields, {}, &Field::offset);
    u64 end = 0;
    std::string last;
    for (const Field& field : record_.fields) {
      if (field.offset < end) {
        add(problems, places_.at(field.name.c),
            record_.name.c + ": '" + last + "' and '" + field.name.c +
                "' share bytes (a union); ask for one of them");
      }
      end = field.offset + field.size;
      last = field.name.c;
    }
    return record_;
  }

 private:
  Record record_;
  std::map<std::string, Place> places_ = {};
  std::vector<Type> held_ = {};
};

void take_named(const std::vector<Member>& members, const std::map<std::string, Place>& wanted,
                FieldsOf& fields, Speller& speller, Problems& problems) {
  std::map<std::string, Place> missing = wanted;
  for (const Member& member : members) {
    const std::string name = member.cursor.name();
    if (!name.empty() && wanted.contains(name)) {
      fields.take(member, wanted.at(name), speller, problems);
      missing.erase(name);
    }
  }
  for (const auto& [name, place] : missing) {
    add(problems, place, missing_field(fields.record_name(), name));
  }
}

void take_all(const std::vector<Member>& members, const Place& place, FieldsOf& fields,
              Speller& speller, Problems& problems) {
  for (const Member& member : members) {
    const std::optional<std::string> reason = typeless(member);
    if (member.in_union) {
      fields.refuse(member, place, "stands in a union", problems);
    } else if (reason.has_value()) {
      fields.refuse(member, place, reason.value(), problems);
    } else {
      fields.take(member, place, speller, problems);
    }
  }
}

}  // namespace

std::optional<Type> record_by_value(const Type& type) {
  Type inner = type.canonical();
  while (inner.kind() == CXType_ConstantArray || inner.kind() == CXType_IncompleteArray) {
    inner = inner.element().canonical();
  }
  return inner.kind() == CXType_Record ? std::optional<Type>(inner) : std::nullopt;
}

void Records::want(const Type& type) {
  wanted_.emplace(name_of(type).cpp, Wanted{.type = type.canonical().unqualified()});
}

void Records::want_field(const Type& type, const std::string& field, const Place& place) {
  want(type);
  wanted_.at(name_of(type).cpp).fields.emplace(field, place);
}

void Records::want_all_fields(const Type& type, const Place& place) {
  want(type);
  wanted_.at(name_of(type).cpp).all_fields = place;
}

Record Records::describe_one(const Wanted& wanted, Speller& speller, Problems& problems) {
  FieldsOf fields({.name = name_of(wanted.type),
                   .size = wanted.type.size().value_or(0),
                   .alignment = wanted.type.alignment().value_or(1)});
  std::vector<Member> members;
  collect_members(wanted.type, 0, false, members);
  if (wanted.all_fields.has_value()) {
    take_all(members, wanted.all_fields.value(), fields, speller, problems);
  }
  take_named(members, wanted.fields, fields, speller, problems);
  for (const Type& held : fields.held()) {
    want(held);
  }
  return fields.finish(problems);
}

std::map<std::string, Record> Records::describe(Speller& speller, Problems& problems) {
  std::map<std::string, Record> described;
  while (true) {
    const std::map<std::string, Wanted> round = wanted_;
    for (const auto& [name, wanted] : round) {
      if (!described.contains(name)) {
        described.emplace(name, describe_one(wanted, speller, problems));
      }
    }
    if (described.size() == wanted_.size()) {
      return described;
    }
  }
}

}  // namespace ferrule::kernel::bindgen
