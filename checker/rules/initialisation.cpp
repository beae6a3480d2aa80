// SPDX-License-Identifier: Apache-2.0 OR MIT
// Everything has a value from the start.
#include <set>

#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

/// `T x;`, which leaves the scalars in x without a value.
bool is_left_as_it_is(Node<Expr> initialiser) {
  if (!initialiser) {
    return true;
  }
  auto construction = as<CXXConstructExpr>(Node<Expr>(initialiser->IgnoreImplicit()));
  return construction && construction->getNumArgs() == 0 &&
         !construction->requiresZeroInitialization() && !construction->isListInitialization() &&
         Node(construction->getConstructor())->isDefaultConstructor();
}

std::set<Node<FieldDecl>> initialised_fields(Node<CXXConstructorDecl> constructor) {
  std::set<Node<FieldDecl>> fields;
  for (Node<CXXCtorInitializer> initialiser : constructor->inits()) {
    if (initialiser->isIndirectMemberInitializer()) {  // a member of an anonymous union stands for
                                                       // the union
      for (Node<NamedDecl> link : Node(initialiser->getIndirectMember())->chain()) {
        fields.insert(as<FieldDecl>(link));
      }
      continue;
    }
    Node<FieldDecl> field = initialiser->getMember();
    if (!field) {
      continue;
    }
    auto construction =
        as<CXXConstructExpr>(Node<Expr>(Node(initialiser->getInit())->IgnoreImplicit()));
    if (initialiser->isWritten() || !construction || !needs_initialiser(field->getType())) {
      fields.insert(field);
    }
  }
  return fields;
}

bool is_checked_constructor(Node<CXXConstructorDecl> constructor) {
  return constructor->isThisDeclarationADefinition() && !constructor->isDefaulted() &&
         !constructor->isDeleted() && !constructor->isDelegatingConstructor() &&
         !constructor->isDependentContext() && !Node(constructor->getParent())->isUnion();
}

}  // namespace

void check_initialised(Node<VarDecl> variable, Sink& sink) {
  if (is<ParmVarDecl>(variable) || variable->hasGlobalStorage() || variable->isCXXForRangeDecl() ||
      variable->isExceptionVariable()) {
    return;
  }
  if (is_left_as_it_is(variable->getInit()) && needs_initialiser(variable->getType())) {
    sink.report({"uninit", variable->getLocation(),
                 "variable '" + variable->getNameAsString() +
                     "' has no value yet; initialise it, with {} at least"});
  }
}

void check_constructor(Node<CXXConstructorDecl> constructor, Sink& sink) {
  if (!is_checked_constructor(constructor)) {
    return;
  }
  const auto done = initialised_fields(constructor);
  for (Node<FieldDecl> field : Node(constructor->getParent())->fields()) {
    if (!done.contains(field) && !field->hasInClassInitializer() && !field->isUnnamedBitField() &&
        needs_initialiser(field->getType())) {
      sink.report(
          {"uninit", constructor->getLocation(),
           "the constructor leaves field '" + field->getNameAsString() + "' without a value"});
    }
  }
}

}  // namespace ferrule::checker::rules
