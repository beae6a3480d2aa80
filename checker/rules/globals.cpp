// SPDX-License-Identifier: Apache-2.0 OR MIT
// Variables of static storage are constants, or they synchronise their own access.
#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

bool is_guarded(Node<VarDecl> variable) {
  return variable->hasAttr<GuardedByAttr>() || is_marked(variable, kSync);
}

}  // namespace

void check_static(Node<VarDecl> variable, Sink& sink) {
  if (is<ParmVarDecl>(variable) || !variable->hasGlobalStorage() || variable->isConstexpr()) {
    return;
  }
  const std::string name = "'" + variable->getNameAsString() + "'";
  if (!variable->getType().isConstQualified() && !is_guarded(variable) &&
      variable->isThisDeclarationADefinition() != VarDecl::DeclarationOnly) {
    sink.report(
        {"global-mutable", variable->getLocation(),
         "variable " + name +
             " of static storage can change; make it const, pass it, or mark FERRULE_SYNC what "
             "guards its own access"});
  }
  if (is_view(variable->getType())) {
    sink.report({"view-static", variable->getLocation(),
                 "view or pointer " + name +
                     " of static storage; make it constexpr or let it own its data"});
  }
}

}  // namespace ferrule::checker::rules
