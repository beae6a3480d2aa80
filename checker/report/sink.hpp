// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where every finding goes: it becomes an error, or, inside an UNSAFE region, one more operation of
// that region.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/origin.hpp"
#include "checker/report/rooms.hpp"

namespace ferrule::checker {

/// An UNSAFE region. Its key is its place, so that all instantiations of a template count once.
struct Region {
  std::string kind;  ///< "block", "expression", "union"
  std::string function;
  std::string reason;
  unsigned lines = 0;
  bool in_template = false;
  std::map<std::string, unsigned> operations;  ///< by rule
};

/// What made a finding one: "invalidated here".
struct Note {
  SourceLocation at;
  std::string text;
};

struct Finding {
  std::string rule;
  SourceLocation at;
  std::string message;
  Note note = {};
};

class FERRULE_VIEW Sink {
 public:
  Sink(ASTContext& context FERRULE_LIFETIMEBOUND, std::string root, Rooms rooms)
      : context_(context), origins_(context, std::move(root)), rooms_(std::move(rooms)) {}

  ASTContext& context() const FERRULE_LIFETIMEBOUND { return context_; }
  const Origins& origins() const FERRULE_LIFETIMEBOUND { return origins_; }
  const Rooms& rooms() const FERRULE_LIFETIMEBOUND { return rooms_; }
  const std::map<std::string, Region>& regions() const FERRULE_LIFETIMEBOUND { return regions_; }

  /// A finding where the walk stands.
  void report(const Finding& finding);
  /// A finding of the flow pass, which comes after the walk: `where` tells the region.
  void report_at(Node<Stmt> where, const Finding& finding);

  /// The walk enters and leaves regions, and says which statements lie in them.
  void enter(SourceLocation at, Region region);
  void leave() { open_.pop_back(); }
  void saw(Node<Stmt> statement);
  /// A region that shelters declarations and no code: a union.
  void declare(SourceLocation at, Region region, const std::string& rule);

  /// Call once, at the end: regions that sheltered nothing.
  void report_unused();

 private:
  ASTContext& context_;
  Origins origins_;
  Rooms rooms_;
  std::map<std::string, Region> regions_;
  std::map<std::string, SourceLocation> places_;
  std::vector<std::string> open_;
  std::map<Node<Stmt>, std::string> sheltered_;
  std::set<std::string> seen_;

  void count(const std::string& region, const Finding& finding);
  void emit(const Finding& finding);
};

}  // namespace ferrule::checker
