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

bool is_inert(Node<Expr> place) {
  auto member = as<MemberExpr>(place);
  auto field = member ? as<FieldDecl>(Node<ValueDecl>(member->getMemberDecl())) : Node<FieldDecl>();
  return field && is_inert_pointer(field);
}

/// Sockets and streams of libraries keep a buffer while they work on it. What is reached through an
/// accessor lets it go at once, unless it says otherwise: next_layer().write_some(b).
bool uses_at_once(const Call& parts) {
  return is_foreign(parts.function) && !is_std(parts.function) &&
         is<CallExpr>(Node<Expr>(parts.object->IgnoreParenImpCasts())) &&
         !llvm::StringRef(parts.function->getNameAsString()).starts_with("async_");
}

}  // namespace

void Step::assign(Node<Stmt> where, Node<Expr> to, const Loans& loans) {
  Node<Expr> place = to->IgnoreParenImpCasts();
  if (!is_view(place->getType())) {
    return;
  }
  if (auto name = as<DeclRefExpr>(place)) {
    auto variable = as<VarDecl>(Node<ValueDecl>(name->getDecl()));
    if (variable && !variable->getType()->isReferenceType() && !frame_.outlives_call(variable)) {
      bind(variable, loans, where->getBeginLoc());
      return;
    }
  }
  if (is_inert(place)) {
    return;
  }
  keep(where, reader_.of_place(place), loans, "stored in a field");
}

/// Puts views into a place: from now on every variable that it may lie in may hold them.
void Step::keep(Node<Stmt> where, const Loans& places, const Loans& loans, const std::string& how) {
  if (std::ranges::any_of(places, [&](const Loan& place) { return is_outside(place); })) {
    escape(where, from_elsewhere(loans, places), where->getBeginLoc(), how, false);
  }
  for (const Loan& place : places) {
    if (place.path.root != Path::Root::Variable || is_outside(place) ||
        !is_view(place.path.variable->getType())) {
      continue;
    }
    if (frame_.outlives_call(place.path.variable)) {
      leave_closure(where, place.path.variable, loans);
    }
    keep_in(place.path.variable, loans, where->getBeginLoc());
  }
}

void Step::keep_in(Node<VarDecl> variable, const Loans& loans, SourceLocation at) {
  if (frame_.outlives_call(variable) && !state_.views.contains(variable)) {
    state_.views[variable].loans = {made_opaque(Loan{Path::of(variable)})};
  }
  ViewState& view = state_.views[variable];
  for (const Loan& loan : loans) {
    if (loan.path.root != Path::Root::Temporary) {
      view.loans.insert(loan);
    } else if (!view.dead) {
      view.dead = Event{at, "the temporary it points into ends with this full expression"};
    }
  }
}

/// What a closure is given, and its own variables, end before what it captured.
void Step::leave_closure(Node<Stmt> where, Node<VarDecl> to, const Loans& loans) {
  const Node<DeclContext> body = Node<DeclContext>(frame_.function);
  for (const Loan& loan : loans) {
    Node<VarDecl> from = loan.path.variable;
    const bool is_temporary = loan.path.root == Path::Root::Temporary;
    if (!is_temporary &&
        (!from || from->hasGlobalStorage() || Node<DeclContext>(from->getDeclContext()) != body ||
         from->isInitCapture())) {
      frame_.effects.stores[to].insert(loan);
      continue;
    }
    auto parameter = as<ParmVarDecl>(from);
    if (is_temporary || (!loan.opaque && !(parameter && may_keep(frame_.function, parameter)))) {
      frame_.report(where,
                    {"dangling", where->getBeginLoc(),
                     "a view into '" + loan.path.name() + "' is kept in '" + to->getNameAsString() +
                         "', which lives longer than this call; keep a copy of what it "
                         "shows"});
    }
  }
}

void Step::store_captured(const Call& parts, Node<Stmt> where) {
  const bool exchanges =
      is_std_function(parts.function, "swap") || is_std_function(parts.function, "exchange");
  for (const Argument& kept : parts.arguments()) {
    QualType type = kept.parameter->getType();
    const bool is_exchanged = exchanges && (is_view(type.getNonReferenceType()) || is_owner(type));
    if (!is_captured(kept.parameter) && !is_exchanged) {
      continue;
    }
    const Loans loans = reader_.through(kept.value, type, type.getNonReferenceType());
    for (const Argument& keeper : parts.arguments()) {
      QualType place = keeper.parameter->getType();
      if (keeper.parameter == kept.parameter || !place->isLValueReferenceType() ||
          place->getPointeeType().isConstQualified() || !is_view(place->getPointeeType()) ||
          is_inert(keeper.value->IgnoreParenImpCasts())) {
        continue;
      }
      keep(where, reader_.of_place(keeper.value), loans, "stored through a reference");
    }
  }
}

void Step::store_into_object(const Call& parts, Node<CallExpr> call) {
  auto method = as<CXXMethodDecl>(parts.function);
  if (!parts.object || !method || method->isConst() || method->isStatic() ||
      !is_view(pointee_or_self(parts.object->getType()))) {
    return;
  }
  if (uses_at_once(parts)) {
    return;
  }
  Loans kept;
  const bool constructs = llvm::StringRef(method->getNameAsString()).starts_with("emplace");
  for (const Argument& argument : parts.arguments()) {
    QualType type = argument.parameter->getType();
    if (!may_keep(method, argument.parameter) && !is_assignment(method)) {
      continue;
    }
    if (is_closure(argument.value) && !is_foreign(method)) {
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
  if (is_assignment(method)) {
    assign(call, parts.object, kept);
  } else if (!kept.empty()) {
    keep(call, reader_.of_place(parts.object), kept, "stored through a reference");
  }
}

}  // namespace ferrule::checker::flow
