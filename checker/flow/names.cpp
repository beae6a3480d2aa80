// SPDX-License-Identifier: Apache-2.0 OR MIT
// Names: where views and owners are declared, read, and end.
#include "checker/ast/types.hpp"
#include "checker/flow/step.hpp"

namespace ferrule::checker::flow {
namespace {

std::string spoken(Node<VarDecl> variable) {
  std::string name = variable->getNameAsString();
  return name.starts_with("__") ? "the range of the loop" : "'" + name + "'";
}

Node<VarDecl> variable_named(Node<DeclRefExpr> name) {
  Node<ValueDecl> decl = name->getDecl();
  if (auto binding = as<BindingDecl>(decl)) {
    decl = binding->getDecomposedDecl();
  }
  return as<VarDecl>(decl);
}

bool has_own_destructor(QualType type) {
  auto record = record_of(type);
  return record && !record->hasTrivialDestructor() &&
         (!is_std(record) || record->getName() == "optional");
}

}  // namespace

void Step::use(Node<DeclRefExpr> name) {
  auto variable = variable_named(name);
  if (!variable || frame_.rebound.contains(name)) {
    return;
  }
  use_view(name, variable);
  if (state_.moved.contains(variable)) {
    frame_.report(name,
                  {"use-after-move",
                   name->getLocation(),
                   spoken(variable) + " is used after it was moved from; give it a new value first",
                   {state_.moved.at(variable).at, "moved here"}});
  }
}

void Step::use_view(Node<DeclRefExpr> name, Node<VarDecl> variable) {
  if (!state_.views.contains(variable)) {
    return;
  }
  if (const auto dead = state_.views.at(variable).dead) {
    frame_.report(name,
                  {"use-after-invalidate",
                   name->getLocation(),
                   spoken(variable) +
                       " is used after what it borrows was changed or ended; make it again after "
                       "the change, or use it before",
                   {dead->at, "invalidated here: " + dead->what}});
    state_.views.at(variable).dead.reset();  // one report per invalidation
    return;
  }
  // A closure that captured a dead view by reference.
  for (const Loan& loan : state_.loans_of(variable)) {
    if (loan.path.root != Path::Root::Variable || loan.depth != 0 || !loan.path.fields.empty() ||
        loan.path.variable == variable || !state_.views.contains(loan.path.variable)) {
      continue;
    }
    if (const auto dead = state_.views.at(loan.path.variable).dead) {
      frame_.report(name, {"use-after-invalidate",
                           name->getLocation(),
                           spoken(variable) + " reaches " + spoken(loan.path.variable) +
                               ", which was invalidated",
                           {dead->at, "invalidated here: " + dead->what}});
      return;
    }
  }
}

void Step::declare(Node<DeclStmt> statement) {
  for (Node<Decl> decl : statement->decls()) {
    auto variable = as<VarDecl>(decl);
    if (!variable) {
      continue;
    }
    state_.moved.erase(variable);
    if (variable->hasGlobalStorage() || !is_view(variable->getType())) {
      continue;
    }
    Loans loans;
    if (Node<Expr> initialiser = variable->getInit()) {
      loans = variable->getType()->isReferenceType() ? reader_.of_place(initialiser)
                                                     : reader_.of_value(initialiser);
    }
    bind(variable, loans, variable->getLocation());
  }
}

void Step::bind(Node<VarDecl> variable, const Loans& loans, SourceLocation at) {
  ViewState view{loans, std::nullopt};
  for (const Loan& loan : loans) {
    if (loan.path.root == Path::Root::Temporary) {
      view.dead = Event{at, "the temporary it points into ends with this full expression"};
    }
  }
  state_.views[variable] = view;
}

void Step::end_scope(Node<VarDecl> variable, Node<Stmt> trigger) {
  if (variable->getType()->isReferenceType()) {
    state_.views.erase(variable);
    return;
  }
  if (state_.views.contains(variable)) {
    if (const auto dead = state_.views.at(variable).dead;
        dead && has_own_destructor(variable->getType())) {
      frame_.report({}, {"drop-order",
                         variable->getLocation(),
                         "the destructor of '" + variable->getNameAsString() +
                             "' runs after what it borrows is gone; declare it after its source",
                         {dead->at, "gone here: " + dead->what}});
    }
  }
  state_.views.erase(variable);
  state_.moved.erase(variable);
  state_.end_views(
      Loan{Path::of(variable)}, true,
      {trigger->getEndLoc(), "'" + variable->getNameAsString() + "' goes out of scope"});
}

}  // namespace ferrule::checker::flow
