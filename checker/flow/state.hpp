// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is known at one point of a function: which loans each view may hold, which views are dead,
// what was moved from.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "checker/flow/path.hpp"
#include "ferrule/core/option.hpp"

namespace ferrule::checker::flow {

/// What ended a view or emptied an owner, for the note beside the error.
struct Event {
  SourceLocation at;
  std::string what;
};

struct ViewState {
  Loans loans;
  std::optional<Event> dead;
};

struct State {
  std::map<Node<VarDecl>, ViewState> views;
  std::map<Node<VarDecl>, Event> moved;

  Option<const ViewState&> view(Node<VarDecl> variable) const FERRULE_LIFETIMEBOUND;
  /// The loans of a variable; none when it is no view.
  Loans loans_of(Node<VarDecl> variable) const;

  /// Adds what is known at the end of another block. True when that changed something.
  bool join(const State& other);
  /// Ends every view into a place: into what it owns, or with `whole` into the place as well.
  void end_views(const Loan& target, bool whole, const Event& event);
};

}  // namespace ferrule::checker::flow
