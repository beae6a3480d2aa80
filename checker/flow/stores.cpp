// SPDX-License-Identifier: Apache-2.0 OR MIT
// Stores: views that assignments and calls put into variables, fields and containers of views.
#include <algorithm>

#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/flow/step.hpp"

namespace ferrule::checker::flow {
namespace {

/// Without what the place's own root held before: a reader may hand its rest back to the span it
/// was made from.
Loans from_elsewhere(const Loans& loans, const Loans& places) {
  Loans others;
  for (const Loan& loan : loans) {
    const bool is_own = std::ranges::any_of(places, [&](const Loan& place) {
      return loan.opaque && loan.path.root == place.path.root &&
             loan.path.variable == place.path.variable;
    });
    if (!is_own) {
      others.insert(loan);
    }
  }
  return others;
}

}  // namespace

void Step::assign(Node<Stmt> where, Node<Expr> to, Node<Expr> from) {
  Node<Expr> place = to->IgnoreParenImpCasts();
  if (!is_view(place->getType())) {
    return;
  }
  const Loans loans = reader_.of_view(from);
  if (auto name = as<DeclRefExpr>(place)) {
    auto variable = as<VarDecl>(Node<ValueDecl>(name->getDecl()));
    if (variable && !variable->getType()->isReferenceType()) {
      leave_closure(where, variable, loans);
      bind(variable, loans, where->getBeginLoc());
      return;
    }
  }
  if (auto member = as<MemberExpr>(place)) {
    auto field = as<FieldDecl>(Node<ValueDecl>(member->getMemberDecl()));
    if (field && is_inert_pointer(field)) {
      return;
    }
  }
  if (is_rooted_outside(place)) {
    escape(where, from_elsewhere(loans, reader_.of_place(place)), where->getBeginLoc(),
           "stored in a field", false);
  } else if (auto variable = root_variable(place)) {
    add(state_.views[variable].loans, loans);
  }
}

/// What a closure is given, and its own variables, end before what it captured.
void Step::leave_closure(Node<Stmt> where, Node<VarDecl> to, const Loans& loans) {
  const Node<DeclContext> body = Node<DeclContext>(frame_.function);
  if (!frame_.is_closure || Node<DeclContext>(to->getDeclContext()) == body) {
    return;
  }
  for (const Loan& loan : loans) {
    Node<VarDecl> from = loan.path.variable;
    if (loan.path.root != Path::Root::Variable || loan.opaque || from->hasGlobalStorage() ||
        Node<DeclContext>(from->getDeclContext()) != body) {
      continue;
    }
    auto parameter = as<ParmVarDecl>(from);
    if (!parameter || !may_keep(frame_.function, parameter)) {
      frame_.report(where, {"dangling", where->getBeginLoc(),
                            "a view into '" + from->getNameAsString() + "' is kept in '" +
                                to->getNameAsString() +
                                "', which lives longer than this call; keep a copy of what it "
                                "shows"});
    }
  }
}

void Step::store_captured(const Call& parts) {
  for (const Argument& kept : parts.arguments()) {
    if (!is_captured(kept.parameter)) {
      continue;
    }
    QualType type = kept.parameter->getType();
    const Loans loans = reader_.through(kept.value, type, type.getNonReferenceType());
    for (const Argument& keeper : parts.arguments()) {
      QualType place = keeper.parameter->getType();
      if (keeper.parameter == kept.parameter || !place->isLValueReferenceType() ||
          place->getPointeeType().isConstQualified() || !is_view(place->getPointeeType())) {
        continue;
      }
      if (auto variable = root_variable(keeper.value)) {
        add(state_.views[variable].loans, loans);
      }
    }
  }
}

void Step::store_into_object(const Call& parts, Node<CallExpr> call) {
  auto method = as<CXXMethodDecl>(parts.function);
  if (!parts.object || !method || method->isConst() ||
      !is_view(pointee_or_self(parts.object->getType()))) {
    return;
  }
  if (is_assignment(method) && parts.values.size() == 1) {
    assign(call, parts.object, parts.values.front());
    return;
  }
  Loans kept;
  const bool constructs = llvm::StringRef(method->getNameAsString()).starts_with("emplace");
  for (const Argument& argument : parts.arguments()) {
    QualType type = argument.parameter->getType();
    if (!may_keep(method, argument.parameter) ||
        (is_closure(argument.value) && !is_foreign(method))) {
      continue;
    }
    if (is_captured(argument.parameter)) {
      add(kept, reader_.through(argument.value, type, type.getNonReferenceType()));
    } else if (is_view(type.getNonReferenceType())) {
      add(kept, reader_.of_view(argument.value));
    } else if (constructs && type->isReferenceType()) {
      const Loans places = reader_.of_place(argument.value);
      add(kept, is_owner(argument.value->getType()) ? deepened(places) : places);
    }
  }
  if (kept.empty()) {
    return;
  }
  if (is_rooted_outside(parts.object)) {
    escape(call, kept, call->getBeginLoc(), "stored through a reference", false);
  } else if (auto variable = root_variable(parts.object)) {
    add(state_.views[variable].loans, kept);
  }
}

}  // namespace ferrule::checker::flow
