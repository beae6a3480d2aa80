// SPDX-License-Identifier: Apache-2.0 OR MIT
// Where Ferrule's own types believe a class that it is what it looks like.
#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

/// Templates that are there for others to specialise.
constexpr Names<1> kOpen = {"ferrule::kernel::Formatter"};

std::string file_of(SourceLocation at, const Sink& sink) {
  const SourceManager& sources = sink.context().getSourceManager();
  return sources.getFilename(sources.getExpansionLoc(at)).str();
}

/// A specialisation of one of Ferrule's templates that stands outside of the folder `ferrule` which
/// the template comes from: it would get the friends of the template, and its trust.
bool is_outside(Node<NamedDecl> pattern, SourceLocation at, const Sink& sink) {
  const std::string name = pattern->getQualifiedNameAsString();
  if (is_std(pattern)) {  // its traits are believed like Ferrule's own
    return sink.context().getLangOpts().Freestanding != 0;
  }
  if (!llvm::StringRef(name).starts_with("ferrule::") || is_one_of(kOpen, name)) {
    return false;
  }
  const std::string home = file_of(pattern->getLocation(), sink);
  const auto folder = home.rfind("ferrule/");
  return folder != std::string::npos &&
         !llvm::StringRef(file_of(at, sink)).starts_with(home.substr(0, folder + 8));
}

void report(Node<NamedDecl> specialisation, Sink& sink) {
  sink.report({"specialised", specialisation->getLocation(),
               "'" + specialisation->getNameAsString() +
                   "' is specialised, of which Ferrule's types believe what its own one does"});
}

}  // namespace

void check_specialised(Node<ClassTemplateSpecializationDecl> specialisation, Sink& sink) {
  if (specialisation->isExplicitSpecialization() &&
      is_outside(Node<NamedDecl>(specialisation->getSpecializedTemplate()),
                 specialisation->getLocation(), sink)) {
    report(specialisation, sink);
  }
}

void check_specialised(Node<VarTemplateSpecializationDecl> specialisation, Sink& sink) {
  if (specialisation->isExplicitSpecialization() &&
      is_outside(Node<NamedDecl>(specialisation->getSpecializedTemplate()),
                 specialisation->getLocation(), sink)) {
    report(specialisation, sink);
  }
}

void check_specialised(Node<FunctionDecl> function, Sink& sink) {
  if (function->getTemplateSpecializationKind() != TSK_ExplicitSpecialization) {
    return;
  }
  Node<FunctionDecl> pattern = function->getInstantiatedFromMemberFunction();
  Node<NamedDecl> known = pattern;
  if (Node<FunctionTemplateDecl> primary = function->getPrimaryTemplate()) {
    known = primary;
  }
  if (known && is_outside(known, function->getLocation(), sink)) {
    report(function, sink);
  }
}

/// A Span of whatever has data() and size().
void check_spanned(Node<CXXConstructExpr> construction, Sink& sink) {
  Node constructor = construction->getConstructor();
  Node<CXXRecordDecl> made = constructor->getParent();
  if (made->getQualifiedNameAsString() != "ferrule::Span" || construction->getNumArgs() != 1 ||
      !Node<FunctionTemplateDecl>(constructor->getPrimaryTemplate())) {
    return;
  }
  auto container = record_of(Node(construction->getArg(0))->getType().getNonReferenceType());
  if (container && !is_foreign(container) && !is_marked(container, kContiguous) &&
      container->getQualifiedNameAsString() != "ferrule::Span") {
    sink.report({"contiguous", construction->getBeginLoc(),
                 "a Span believes data() and size() of '" + container->getNameAsString() +
                     "'; give it a container of Ferrule's, or mark the class FERRULE_CONTIGUOUS"});
  }
}

}  // namespace ferrule::checker::rules
