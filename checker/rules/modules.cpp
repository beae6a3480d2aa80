// SPDX-License-Identifier: Apache-2.0 OR MIT
// What is different in the kernel: nobody ends static objects or guards their initialisation, there
// is no storage of threads, a module is unloaded, and handlers run when their makers have gone on.
#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

/// Whose first argument's methods the kernel calls when it pleases.
constexpr Names<6> kHandled = {
    "ferrule::kernel::internal::TimerOf", "ferrule::kernel::Work",
    "ferrule::kernel::DelayedWork",       "ferrule::kernel::SharedWork",
    "ferrule::kernel::MiscDevice",        "ferrule::kernel::debugfs::File"};
constexpr Names<2> kEntries = {"init_module", "cleanup_module"};

bool is_module(const Sink& sink) { return sink.context().getLangOpts().Freestanding != 0; }

/// The class that is the first argument of a template.
QualType first_argument(Node<ClassTemplateSpecializationDecl> specialisation) {
  const TemplateArgumentList& arguments = specialisation->getTemplateArgs();
  return arguments.size() != 0 && arguments.get(0).getKind() == TemplateArgument::Type
             ? arguments.get(0).getAsType()
             : QualType();
}

bool gives_up_shares_unsafely(Node<CXXRecordDecl> counted) {
  for (Node<CXXMethodDecl> method : counted->methods()) {
    if (method->getDeclName().isIdentifier() && method->getName() == "dec_ref") {
      return is_marked(method, kUnsafeFn);
    }
  }
  return true;  // inherited, or not a class yet: the concept of ARef says more
}

}  // namespace

void check_module_static(Node<VarDecl> variable, Sink& sink) {
  if (!is_module(sink) || is<ParmVarDecl>(variable) || !variable->hasGlobalStorage() ||
      Node(variable->getDeclContext())->isDependentContext()) {
    return;
  }
  const std::string name = "'" + variable->getNameAsString() + "'";
  if (variable->getTLSKind() != VarDecl::TLS_None) {
    sink.report({"kernel-static", variable->getLocation(),
                 "variable " + name + " of thread storage, which the kernel does not have"});
  } else if (variable->isStaticLocal() && !variable->isConstexpr() &&
             !variable->hasConstantInitialization()) {
    sink.report({"kernel-static", variable->getLocation(),
                 "static variable " + name +
                     " gets its value at run time, from several tasks at once; make it constexpr, "
                     "or a field of the module"});
  }
  if (!variable->isConstexpr() && !is_marked(variable, kSync) &&
      variable->getType().isDestructedType() != QualType::DK_none) {
    sink.report({"kernel-static", variable->getLocation(),
                 "nobody ends the static variable " + name +
                     " when the module is unloaded; make it a field of the module"});
  }
}

void check_module_coroutine(Node<FunctionDecl> function, Sink& sink) {
  if (is_module(sink) && is<CoroutineBodyStmt>(Node<Stmt>(function->getBody()))) {
    sink.report({"coroutine", function->getLocation(),
                 "a coroutine may stop with a lock held, and its frame has no owner; use Work"});
  }
}

void check_entry_call(Node<CallExpr> call, Sink& sink) {
  Node callee = call->getDirectCallee();
  if (is_module(sink) && callee && callee->isExternC() && callee->getDeclName().isIdentifier() &&
      is_one_of(kEntries, callee->getName())) {
    sink.report({"call-c", call->getBeginLoc(),
                 "only the kernel calls '" + callee->getNameAsString() + "', once"});
  }
}

/// A queue for pollers that ends with the function waits for them, who wait for the function.
void check_registered_queue(Node<CallExpr> call, Sink& sink) {
  Node callee = call->getDirectCallee();
  if (!callee || call->getNumArgs() != 2 ||
      callee->getQualifiedNameAsString() != "ferrule::kernel::PollTable::register_wait") {
    return;
  }
  Node<Expr> queue = Node(call->getArg(1))->IgnoreParenImpCasts();
  while (auto member = as<MemberExpr>(queue)) {
    queue = member->getBase();
  }
  auto name = as<DeclRefExpr>(queue);
  auto variable = name ? as<VarDecl>(Node<ValueDecl>(name->getDecl())) : Node<VarDecl>();
  if (variable && variable->hasLocalStorage() && !variable->getType()->isReferenceType()) {
    sink.report({"dangling", call->getBeginLoc(),
                 "'" + variable->getNameAsString() +
                     "' ends with this function, and waits for who polls it to leave; give a queue "
                     "that the file or the device has"});
  }
}

void check_handler(Node<ClassTemplateSpecializationDecl> specialisation, Sink& sink) {
  const QualType argument = first_argument(specialisation);
  if (argument.isNull() || argument->isDependentType() ||
      specialisation->getPointOfInstantiation().isInvalid()) {
    return;
  }
  const std::string name = specialisation->getQualifiedNameAsString();
  if (is_one_of(kHandled, name) && is_view(argument)) {
    sink.report({"send", specialisation->getPointOfInstantiation(),
                 "'" + argument.getAsString() +
                     "' borrows, and is used by others when what it borrows from may be changed "
                     "or gone; let it own its data, or a share of it (Arc)"});
  }
  auto counted = record_of(argument);
  if (name == "ferrule::kernel::ARef" && counted && !gives_up_shares_unsafely(counted)) {
    sink.report({"ref-count", specialisation->getPointOfInstantiation(),
                 "an ARef believes that inc_ref() of '" + argument.getAsString() +
                     "' keeps objects alive; its dec_ref() is FERRULE_UNSAFE_FN where that is so"});
  }
}

}  // namespace ferrule::checker::rules
