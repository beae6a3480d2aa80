// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/splat.hpp"

#include <array>
#include <optional>
#include <utility>

namespace ferrule::cmd::guest {
namespace {

/// A report that does not say where it ends.
constexpr usize kMostLines = 160;

struct FERRULE_STATIC_LIFETIME FERRULE_VIEW Sign {
  std::string_view text;
  bool at_start = true;  ///< of the line; else anywhere in it
  SplatKind kind = SplatKind::Warning;
};

/// The first that fits decides: what is special stands before what is general.
constexpr std::array<Sign, 41> kSigns{{
    {"Kernel panic - not syncing", false, SplatKind::Panic},
    {"BUG: KASAN", true, SplatKind::AddressError},
    {"BUG: KFENCE", true, SplatKind::AddressError},
    {"BUG: KMSAN", true, SplatKind::AddressError},
    {"BUG: KCSAN", true, SplatKind::Race},
    {"UBSAN: ", true, SplatKind::Undefined},
    {"BUG: sleeping function called", true, SplatKind::SleepInAtomic},
    {"BUG: scheduling while atomic", true, SplatKind::SleepInAtomic},
    {"BUG: Invalid wait context", false, SplatKind::Locking},
    {"BUG: spinlock", true, SplatKind::Locking},
    {"BUG: rwlock", true, SplatKind::Locking},
    {"WARNING: possible", true, SplatKind::Locking},
    {"WARNING: inconsistent lock state", true, SplatKind::Locking},
    {"WARNING: suspicious RCU", true, SplatKind::Locking},
    {"WARNING: bad unlock balance", true, SplatKind::Locking},
    {"WARNING: held lock freed", true, SplatKind::Locking},
    {"WARNING: lock held when", true, SplatKind::Locking},
    {"WARNING: Nested lock", true, SplatKind::Locking},
    {"WARNING: HARDIRQ-safe", true, SplatKind::Locking},
    {"WARNING: SOFTIRQ-safe", true, SplatKind::Locking},
    {"[ BUG: ", true, SplatKind::Locking},
    {"INFO: trying to register non-static key", true, SplatKind::Locking},
    {"DEBUG_LOCKS_WARN_ON", true, SplatKind::Locking},
    {"refcount_t: ", true, SplatKind::Refcount},
    {"kmemleak: ", true, SplatKind::Leak},
    {"Objects remaining", false, SplatKind::Leak},
    {"INFO: task ", true, SplatKind::Stall},
    {"watchdog: BUG: soft lockup", true, SplatKind::Stall},
    {"BUG: soft lockup", true, SplatKind::Stall},
    {"BUG: workqueue lockup", true, SplatKind::Stall},
    {"rcu: INFO: ", true, SplatKind::Stall},
    {"BUG: kernel NULL pointer dereference", true, SplatKind::Oops},
    {"BUG: unable to handle", true, SplatKind::Oops},
    {"kernel BUG at ", true, SplatKind::Oops},
    {"general protection fault", true, SplatKind::Oops},
    {"Oops: ", false, SplatKind::Oops},
    {"list_add corruption", true, SplatKind::AddressError},
    {"list_del corruption", true, SplatKind::AddressError},
    {"ODEBUG: ", true, SplatKind::AddressError},
    {"BUG: ", true, SplatKind::Oops},
    {"WARNING: ", true, SplatKind::Warning},
}};

constexpr std::string_view kCutHere = "------------[ cut here ]";

/// kmemleak also tells when it starts and stops.
bool is_harmless(std::string_view line) {
  return line.starts_with("kmemleak: ") && line.find("suspected memory leak") == line.npos;
}

std::optional<SplatKind> kind_of(std::string_view line) {
  if (is_harmless(line)) {
    return std::nullopt;
  }
  // SLUB: "BUG kmalloc-64 (Tainted: G  O): Object already free".
  if (line.starts_with("BUG ") && line.find("): ") != line.npos) {
    return SplatKind::AddressError;
  }
  for (const Sign& sign : kSigns) {
    if (sign.at_start ? line.starts_with(sign.text) : line.find(sign.text) != line.npos) {
      return sign.kind;
    }
  }
  return std::nullopt;
}

bool is_end(SplatKind kind, std::string_view line) {
  if (line.starts_with("---[ end ")) {
    return true;
  }
  switch (kind) {
    case SplatKind::AddressError:
    case SplatKind::Race:
    case SplatKind::Undefined: return line.starts_with("=================");
    case SplatKind::Leak: return true;
    case SplatKind::Locking:
    case SplatKind::SleepInAtomic:
    case SplatKind::Stall: return line.starts_with(" </TASK>");
    case SplatKind::Panic:
    case SplatKind::Oops:
    case SplatKind::Warning:
    case SplatKind::Refcount: return false;
  }
  return false;
}

}  // namespace

std::string name_of(SplatKind kind) {
  switch (kind) {
    case SplatKind::Panic: return "panic";
    case SplatKind::Oops: return "oops";
    case SplatKind::Warning: return "warning";
    case SplatKind::AddressError: return "address-error";
    case SplatKind::Race: return "race";
    case SplatKind::Undefined: return "undefined";
    case SplatKind::Locking: return "locking";
    case SplatKind::SleepInAtomic: return "sleep-in-atomic";
    case SplatKind::Leak: return "leak";
    case SplatKind::Refcount: return "refcount";
    case SplatKind::Stall: return "stall";
  }
  return "warning";
}

void SplatFinder::begin(Splat splat, bool has_title) {
  splat.lines.push_back(splat.title);
  has_title_ = has_title;
  is_open_ = splat.kind != SplatKind::Leak;
  found_.push_back(std::move(splat));
}

void SplatFinder::go_on(std::string_view line) {
  Splat& splat = found_.back();
  splat.lines.emplace_back(line);
  if (!has_title_) {
    // "cut here" is followed by what is wrong: a message of WARN(), or "WARNING: CPU: ...".
    if (const std::optional<SplatKind> kind = kind_of(line); kind.has_value()) {
      splat.kind = *kind;
      splat.title = std::string(line);
      has_title_ = true;
    }
  }
  if (is_end(splat.kind, line) || splat.lines.size() >= kMostLines) {
    is_open_ = false;
  }
}

void SplatFinder::feed(std::string_view line, const std::string& step) {
  const std::optional<SplatKind> kind = kind_of(line);
  if (is_open_ && kind != SplatKind::Panic) {
    go_on(line);
  } else if (kind.has_value() || line.starts_with(kCutHere)) {
    begin({.kind = kind.value_or(SplatKind::Warning),
           .title = std::string(line),
           .step = step,
           .lines = {}},
          kind.has_value());
  }
}

}  // namespace ferrule::cmd::guest
