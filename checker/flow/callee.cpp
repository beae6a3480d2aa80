// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/callee.hpp"

#include <algorithm>

#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"
#include "clang/AST/RecursiveASTVisitor.h"

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

/// Collects the variables that a closure's body hands to something that may change them.
class ChangeCollector : public RecursiveASTVisitor<ChangeCollector> {
 public:
  std::set<Node<VarDecl>> changed;

  bool VisitCallExpr(CallExpr* raw) {
    const Call call = take_apart(Node<CallExpr>(raw));
    if (!call.function) {
      return true;
    }
    if (call.object && changes_object(call.function)) {
      collect(call.object);
    }
    for (const Argument& argument : call.arguments()) {
      QualType type = argument.parameter->getType();
      if (type->isReferenceType() && !type->getPointeeType().isConstQualified()) {
        collect(argument.value);
      }
    }
    return true;
  }

 private:
  void collect(Node<Expr> place) {
    if (auto variable = root_variable(place); variable && is_owner(variable->getType())) {
      changed.insert(variable);
    }
  }
};

}  // namespace

std::vector<Argument> Call::arguments() const {
  std::vector<Argument> matched;
  if (!function) {
    return matched;
  }
  const std::size_t count = std::min<std::size_t>(function->getNumParams(), values.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!is<CXXDefaultArgExpr>(values[i])) {
      matched.push_back({values[i], function->getParamDecl(static_cast<unsigned>(i))});
    }
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

std::set<Node<VarDecl>> changed_by_closure(Node<CXXRecordDecl> closure) {
  ChangeCollector collector;
  Node<CXXMethodDecl> body = closure->getLambdaCallOperator();
  UNSAFE("the body of a closure is a node of the ASTContext, or null, which the visitor skips") {
    if (body) {
      collector.TraverseStmt(body->getBody());
    }
  }
  return collector.changed;
}

}  // namespace ferrule::checker::flow
