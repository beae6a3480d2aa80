// SPDX-License-Identifier: Apache-2.0 OR MIT
// Calls: what they may change ends the views into it, and no other argument may reach into it.
#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/flow/step.hpp"

namespace ferrule::checker::flow {
namespace {

Node<VarDecl> variable_of(Node<Expr> place) {
  auto name = as<DeclRefExpr>(Node<Expr>(place->IgnoreParenImpCasts()));
  return name ? as<VarDecl>(Node<ValueDecl>(name->getDecl())) : Node<VarDecl>();
}

/// An assignment may take one element for another: only what lies deeper ends with its target.
bool conflicts(const Loan& borrowed, const Loan& changed, QualType parameter, bool assigns) {
  if (changed.path.root == Path::Root::Temporary) {
    return false;  // two temporaries are two objects, and one has no second name
  }
  if (borrowed.opaque || changed.opaque || !borrowed.path.overlaps(changed.path)) {
    return false;
  }
  return borrowed.depth > changed.depth ||
         (!assigns && borrowed.depth == changed.depth && is_owner(parameter));
}

}  // namespace

void Step::call(Node<CallExpr> call) {
  const Call parts = take_apart(call);
  if (parts.object) {
    call_closures(parts.object, call->getBeginLoc());
  }
  for (Node<Expr> argument : parts.values) {
    call_argument(argument, call->getBeginLoc());
  }
  if (!parts.function) {
    call_unknown(parts, call);
    return;
  }
  if (is_std_function(parts.function, "move") && parts.values.size() == 1) {
    move_from(parts.values.front(), call->getBeginLoc());
    return;
  }
  if (is_std_function(parts.function, "forward") && call->isXValue()) {
    move_from(parts.values.front(), call->getBeginLoc());
    return;
  }
  if (is_std_function(parts.function, "forward") || is_std_function(parts.function, "as_const") ||
      is_std_function(parts.function, "addressof") || is_std_function(parts.function, "launder") ||
      parts.function->getBuiltinID() != 0) {
    return;
  }
  const auto changes = changes_of(parts);
  // Those of libraries take what lies in the object that they replace.
  if (!is_assignment(parts.function) || !is_foreign(parts.function)) {
    check_exclusive(parts, changes);
  }
  const std::string name = parts.function->getNameAsString();
  for (const Change& entry : changes) {
    for (const Loan& place : entry.places) {
      change({place},
             {call->getExprLoc(), "'" + name + "' may change '" + place.path.name() + "'"});
    }
  }
  store_captured(parts, call);
  store_into_object(parts, call);
  if (parts.object && is_assignment(parts.function)) {
    state_.moved.erase(variable_of(parts.object));
  }
}

void Step::construct(Node<CXXConstructExpr> construction) {
  for (Node<Expr> argument : construction->arguments()) {
    call_argument(argument, construction->getBeginLoc());
  }
}

void Step::move_from(Node<Expr> place, SourceLocation at) {
  if (!is_owner(place->getType())) {
    return;
  }
  auto variable = variable_of(place);
  if (!variable) {
    return;
  }
  if (variable->getType()->isLValueReferenceType()) {
    return;
  }
  change({Loan{Path::of(variable)}}, {at, "'" + variable->getNameAsString() + "' is moved from"});
  state_.moved.try_emplace(variable, Event{at, ""});
}

void Step::call_unknown(const Call& parts, Node<CallExpr> call) {
  std::vector<Node<Expr>> given = parts.values;
  if (auto member = as<BinaryOperator>(Node<Expr>(Node(call->getCallee())->IgnoreParens()))) {
    given.push_back(member->getLHS());
  }
  for (Node<Expr> argument : given) {
    if (argument->isGLValue() && is_owner(argument->getType()) &&
        !argument->getType().isConstQualified()) {
      change(reader_.of_place(argument), {call->getExprLoc(), "an indirect call may change it"});
    }
  }
}

/// Who is given a closure may call it. What only holds one waits for its own turn: a recipe.
void Step::call_argument(Node<Expr> argument, SourceLocation at) {
  if (is_closure(argument)) {
    call_closures(argument, at);
  }
}

void Step::call_closures(Node<Expr> callee, SourceLocation at) {
  for (Node<CXXRecordDecl> closure : closures_in(callee->getType())) {
    call_closure(closure, callee, at);
  }
}

void Step::call_closure(Node<CXXRecordDecl> closure, Node<Stmt> where, SourceLocation at) {
  const Effects& effects = frame_.effects_of(closure);
  for (const Loan& place : effects.changes) {
    change(at_call(place), {at, "the closure called here changes '" + place.path.name() + "'"});
  }
  for (const auto& [variable, loans] : effects.stores) {
    keep(where, at_call(Loan{Path::of(variable)}), at_call(loans), "stored by a closure");
  }
}

/// What a loan of a closure's body means where the closure is called.
Loans Step::at_call(const Loan& loan) {
  Node<VarDecl> variable = loan.path.variable;
  Loans bases;
  if (loan.path.root != Path::Root::Variable || is<ParmVarDecl>(variable)) {
    return {loan};
  }
  if (variable->getType()->isReferenceType()) {
    Node<Expr> initialiser = variable->getInit();
    bases = variable->isInitCapture() && initialiser ? reader_.of_place(initialiser)
                                                     : state_.loans_of(variable);
  } else if (loan.opaque) {
    return state_.views.contains(variable) ? state_.loans_of(variable) : Loans{loan};
  }
  if (bases.empty()) {
    return {loan};
  }
  Loans places;
  for (Loan base : bases) {
    if (base.depth == 0 && !base.opaque) {
      for (Node<FieldDecl> field : loan.path.fields) {
        base.path.fields.push_back(field);
      }
    }
    base.depth += loan.depth;
    base.opaque = base.opaque || loan.opaque;
    places.insert(std::move(base));
  }
  return places;
}

Loans Step::at_call(const Loans& loans) {
  Loans all;
  for (const Loan& loan : loans) {
    add(all, at_call(loan));
  }
  return all;
}

/// A closure of this very function: what it captured has the same names here.
bool Step::is_made_here(Node<Expr> object) const {
  Node<CXXRecordDecl> closure = object->getType()->getAsCXXRecordDecl();
  auto maker = closure && closure->isLambda()
                   ? as<FunctionDecl>(Node<DeclContext>(closure->getDeclContext()))
                   : Node<FunctionDecl>();
  return maker && Node<FunctionDecl>(maker->getCanonicalDecl()) ==
                      Node<FunctionDecl>(frame_.function->getCanonicalDecl());
}

std::vector<Step::Change> Step::changes_of(const Call& parts) {
  std::vector<Change> changes;
  if (parts.object && changes_object(parts.function) &&
      is_owner(pointee_or_self(parts.object->getType()))) {
    const bool by_pointer = parts.object->getType()->isPointerType();
    changes.push_back({by_pointer ? reader_.of_value(parts.object) : reader_.of_place(parts.object),
                       parts.object});
  }
  for (const Argument& argument : parts.arguments()) {
    if (changes_argument(argument.parameter) && !is_stable(parts.function)) {
      const bool by_pointer = argument.parameter->getType()->isPointerType();
      changes.push_back(
          {by_pointer ? reader_.of_value(argument.value) : reader_.of_place(argument.value),
           argument.value});
    }
  }
  if (parts.object && is_made_here(parts.object)) {
    add_closure_changes(parts.object, changes);
  }
  for (Node<Expr> argument : parts.values) {
    add_closure_changes(argument, changes);
  }
  return changes;
}

void Step::add_closure_changes(Node<Expr> argument, std::vector<Change>& changes) {
  if (!is_closure(argument)) {
    return;
  }
  for (Node<CXXRecordDecl> closure : closures_in(argument->getType())) {
    changes.push_back({at_call(frame_.effects_of(closure).changes), argument});
  }
}

void Step::check_exclusive(const Call& parts, const std::vector<Change>& changes) {
  const bool assigns = is_assignment(parts.function);
  for (const Change& entry : changes) {
    if (parts.object) {
      QualType type = parts.object->getType();
      check_conflict(entry, parts.object, frame_.sink.context().getLValueReferenceType(type),
                     assigns);
    }
    for (const Argument& argument : parts.arguments()) {
      if (entry.argument != parts.object || !is_marked(argument.parameter, kTakenFirst)) {
        check_conflict(entry, argument.value, argument.parameter->getType(), assigns);
      }
    }
  }
}

void Step::check_conflict(const Change& change, Node<Expr> argument, QualType parameter,
                          bool assigns) {
  if (argument == change.argument) {
    return;
  }
  Loans borrowed;
  if (parameter->isReferenceType()) {
    borrowed = reader_.of_operand(argument);
  } else if (is_view(argument->getType())) {
    borrowed = reader_.of_view(argument);
  }
  for (const Loan& loan : borrowed) {
    for (const Loan& changed : change.places) {
      if (conflicts(loan, changed, parameter, assigns)) {
        frame_.report(argument,
                      {"exclusive", argument->getBeginLoc(),
                       "this argument borrows from '" + changed.path.name() +
                           "', which the call may change; copy it out first, or split the object"});
        return;
      }
    }
  }
}

void Step::change(const Loans& places, const Event& event) {
  for (const Loan& place : places) {
    if (frame_.is_stable && place.path.root == Path::Root::This && !place.opaque) {
      frame_.report(
          {}, {"stable-lie", event.at, "the function is marked FERRULE_STABLE, but " + event.what});
    }
    state_.end_views(place, false, event);
    if (place.path.root == Path::Root::This ||
        (place.path.root == Path::Root::Variable && frame_.outlives_call(place.path.variable))) {
      frame_.effects.changes.insert(place);
    }
  }
}

}  // namespace ferrule::checker::flow
