// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the optimiser or the linker believes, and nobody checks: that a place is never reached, that
// a condition holds, that another symbol is meant.
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

constexpr Names<5> kAssuming = {"__builtin_unreachable", "__builtin_assume",
                                "__builtin_assume_aligned", "__builtin_assume_separate_storage",
                                "__assume"};
constexpr Names<2> kAssumingInStd = {"unreachable", "assume_aligned"};

constexpr auto kInstead = "use a check at run time, which the compiler removes where it is sure";

template <typename... Attributes>
bool has_any(Node<Decl> declaration) {
  return (declaration->hasAttr<Attributes>() || ...);
}

}  // namespace

void check_assumed(Node<AttributedStmt> statement, Sink& sink) {
  for (Node<Attr> attribute : statement->getAttrs()) {
    if (is<CXXAssumeAttr>(attribute)) {
      sink.report(
          {"assume", statement->getBeginLoc(),
           std::string("an assumption that does not hold makes memory errors; ") + kInstead});
    }
  }
}

void check_assuming_name(Node<DeclRefExpr> expression, Sink& sink) {
  auto function = as<FunctionDecl>(Node<ValueDecl>(expression->getDecl()));
  if (!function || !function->getDeclName().isIdentifier()) {
    return;
  }
  const std::string_view name = function->getName();
  if (is_one_of(kAssuming, name) || (is_std(function) && is_one_of(kAssumingInStd, name))) {
    sink.report({"assume", expression->getLocation(),
                 "'" + function->getNameAsString() + "' is believed and not checked; " + kInstead});
  }
}

void check_attributes(Node<DeclaratorDecl> declaration, Sink& sink) {
  auto function = as<FunctionDecl>(declaration);
  const bool renames = function && declaration->hasAttr<AsmLabelAttr>() && !function->hasBody();
  if (renames || has_any<AliasAttr, CleanupAttr, ConstructorAttr, DestructorAttr, IFuncAttr,
                         NakedAttr, WeakAttr, WeakRefAttr>(declaration)) {
    sink.report({"attribute", declaration->getLocation(),
                 "an attribute of '" + declaration->getNameAsString() +
                     "' puts code in its place, or calls it, unseen; leave it out"});
  }
}

}  // namespace ferrule::checker::rules
