// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/state.hpp"

#include <algorithm>

namespace ferrule::checker::flow {

Option<const ViewState&> State::view(Node<VarDecl> variable) const {
  if (!views.contains(variable)) {
    return kNone;
  }
  return Option<const ViewState&>(views.at(variable));
}

Loans State::loans_of(Node<VarDecl> variable) const {
  return views.contains(variable) ? views.at(variable).loans : Loans{};
}

bool State::join(const State& other) {
  bool changed = false;
  for (const auto& [variable, theirs] : other.views) {
    ViewState& ours = views[variable];
    const std::size_t before = ours.loans.size();
    add(ours.loans, theirs.loans);
    changed = changed || ours.loans.size() != before;
    if (theirs.dead && !ours.dead) {
      ours.dead = theirs.dead;
      changed = true;
    }
  }
  for (const auto& [variable, event] : other.moved) {
    changed = moved.try_emplace(variable, event).second || changed;
  }
  return changed;
}

void State::end_views(const Loan& target, bool whole, const Event& event) {
  if (target.opaque) {
    return;
  }
  auto is_hit = [&](const Loan& loan) {
    return !loan.opaque && loan.path.overlaps(target.path) && (whole || loan.depth > target.depth);
  };
  for (auto& [variable, view] : views) {
    if (!view.dead && std::ranges::any_of(view.loans, is_hit)) {
      view.dead = event;
    }
  }
}

}  // namespace ferrule::checker::flow
