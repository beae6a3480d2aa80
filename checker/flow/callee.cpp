// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/callee.hpp"

#include <algorithm>

#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"

namespace ferrule::checker::flow {
namespace {

/// Non-const members of standard containers that keep elements where they are.
constexpr Names<22> kStableStd = {
    "begin", "end",        "data",        "at",         "front",       "back",
    "find",  "rbegin",     "rend",        "get",        "value",       "error",
    "c_str", "operator[]", "operator*",   "operator->", "lower_bound", "upper_bound",
    "size",  "empty",      "equal_range", "native"};

Call with_arguments(Node<FunctionDecl> function, Node<CallExpr> call) {
  Call parts{function, {}, {}};
  for (Node<Expr> argument : call->arguments()) {
    parts.values.push_back(argument);
  }
  return parts;
}

}  // namespace

std::vector<Argument> Call::arguments() const {
  std::vector<Argument> matched;
  if (!function) {
    return matched;
  }
  const std::size_t count = std::min<std::size_t>(function->getNumParams(), values.size());
  for (std::size_t i = 0; i < count; ++i) {
    matched.push_back({values[i], function->getParamDecl(static_cast<unsigned>(i))});
  }
  return matched;
}

Call take_apart(Node<CallExpr> call) {
  Node<FunctionDecl> function = call->getDirectCallee();
  Call parts = with_arguments(function, call);
  if (auto member = as<CXXMemberCallExpr>(call)) {
    parts.object = member->getImplicitObjectArgument();
    return parts;
  }
  auto method = as<CXXMethodDecl>(function);
  if (is<CXXOperatorCallExpr>(call) && method && !method->isStatic() &&
      !method->isExplicitObjectMemberFunction()) {
    parts.object = parts.values.front();
    parts.values.clear();
    for (unsigned i = 1; i < call->getNumArgs(); ++i) {
      parts.values.push_back(call->getArg(i));
    }
  }
  return parts;
}

Call take_apart(Node<CXXConstructExpr> construction) {
  Call parts{construction->getConstructor(), {}, {}};
  for (Node<Expr> argument : construction->arguments()) {
    parts.values.push_back(argument);
  }
  return parts;
}

bool is_std_function(Node<FunctionDecl> function, llvm::StringRef name) {
  return is_std(function) && function->getDeclName().isIdentifier() && function->getName() == name;
}

bool is_assignment(Node<FunctionDecl> function) {
  return function->getOverloadedOperator() == OO_Equal;
}

bool is_stable(Node<FunctionDecl> function) {
  return is_marked(function, kStable) ||
         (is_foreign(function) && is_one_of(kStableStd, function->getNameAsString()));
}

bool changes_object(Node<FunctionDecl> function) {
  auto method = as<CXXMethodDecl>(function);
  return method && !method->isStatic() && !method->isConst() && !is_stable(method) &&
         !is<CXXConstructorDecl, CXXDestructorDecl>(method);
}

bool changes_argument(Node<ParmVarDecl> parameter) {
  QualType type = parameter->getType();
  return (type->isLValueReferenceType() || type->isPointerType()) &&
         !type->getPointeeType().isConstQualified() && is_owner(type->getPointeeType()) &&
         !is_marked(parameter, kStable);
}

bool may_keep(Node<FunctionDecl> function, Node<ParmVarDecl> parameter) {
  if (is_foreign(function) || is_captured(parameter)) {
    return true;
  }
  auto method = as<CXXMethodDecl>(function);
  Node<FunctionDecl> pattern = function->getTemplateInstantiationPattern();
  if (!method || !pattern ||
      !is<ClassTemplateSpecializationDecl>(Node<CXXRecordDecl>(method->getParent()))) {
    return false;
  }
  const unsigned index = parameter->getFunctionScopeIndex();
  if (index >= pattern->getNumParams()) {
    return true;  // from a pack: emplace(Args&&...)
  }
  QualType type = Node(pattern->getParamDecl(index))->getType();
  const bool is_pack = type->getAs<PackExpansionType>() != nullptr;
  Node parameter_type = type.getNonReferenceType()->getAs<TemplateTypeParmType>();
  const bool is_of_class = parameter_type && parameter_type->getDepth() == 0;
  return is_pack || is_of_class;
}

bool is_closure(Node<Expr> expression) {
  Node record =
      Node(expression->IgnoreImplicit())->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->isLambda();
}

Node<VarDecl> root_variable(Node<Expr> expression) {
  while (true) {
    expression = expression->IgnoreParenImpCasts();
    if (auto name = as<DeclRefExpr>(expression)) {
      return as<VarDecl>(Node<ValueDecl>(name->getDecl()));
    }
    auto member = as<MemberExpr>(expression);
    if (!member || member->isArrow()) {
      return {};
    }
    expression = member->getBase();
  }
}

std::vector<Node<FunctionDecl>> bodies_of_closure(Node<CXXRecordDecl> closure) {
  std::vector<Node<FunctionDecl>> bodies;
  if (Node<FunctionTemplateDecl> generic = closure->getDependentLambdaCallOperator()) {
    for (Node<FunctionDecl> instantiation : generic->specializations()) {
      bodies.push_back(instantiation);
    }
  } else if (Node<FunctionDecl> body = closure->getLambdaCallOperator()) {
    bodies.push_back(body);
  }
  return bodies;
}

std::set<Node<CXXRecordDecl>> closures_in(QualType type) {
  Node record = type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!record) {
    return {};
  }
  if (record->isLambda()) {
    return {record};
  }
  std::set<Node<CXXRecordDecl>> closures;
  if (auto specialisation = as<ClassTemplateSpecializationDecl>(record)) {
    for (const TemplateArgument& argument : specialisation->getTemplateArgs().asArray()) {
      if (argument.getKind() == TemplateArgument::Type) {
        closures.merge(closures_in(argument.getAsType()));
      }
    }
  }
  return closures;
}

}  // namespace ferrule::checker::flow
