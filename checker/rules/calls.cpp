// SPDX-License-Identifier: Apache-2.0 OR MIT
// Functions that the rules do not reach into: C, functions marked unsafe, function pointers; and
// closures that cross threads.
#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

void check_unsafe_name(Node<ValueDecl> decl, SourceLocation at, Sink& sink) {
  if (auto contract = annotation(decl, kUnsafeFn)) {
    sink.report({"call-unsafe", at,
                 "use of unsafe function '" + decl->getNameAsString() +
                     "'; say in UNSAFE why this holds: " + *contract});
  } else if (decl->hasAttr<UnsafeBufferUsageAttr>()) {
    sink.report(
        {"call-unsafe", at,
         "use of [[clang::unsafe_buffer_usage]] function '" + decl->getNameAsString() + "'"});
  }
}

bool takes_raw_pointer(Node<FunctionDecl> function) {
  for (Node<ParmVarDecl> parameter : function->parameters()) {
    if (is_raw_pointer(parameter->getType())) {
      return true;
    }
  }
  return false;
}

void check_c_function(Node<FunctionDecl> function, SourceLocation at, Sink& sink) {
  if (function->getBuiltinID() != 0) {
    const bool gives_raw_pointer =
        function->isExternC() && is_raw_pointer(function->getReturnType());
    if (takes_raw_pointer(function) || gives_raw_pointer) {
      sink.report(
          {"call-c", at,
           "use of '" + function->getNameAsString() +
               "' on raw pointers; use Span::copy_from, fill or equal, or another safe function"});
    }
  } else if (function->isExternC() && (is_foreign(function) || !function->hasBody())) {
    sink.report({"call-c", at,
                 "use of extern \"C\" function '" + function->getNameAsString() +
                     "'; wrap it once in a small safe function"});
  }
}

bool is_in_kernel_room(SourceLocation at, const Sink& sink) {
  const SourceManager& sources = sink.context().getSourceManager();
  return sink.rooms().is_kernel(sources.getFilename(sources.getExpansionLoc(at)));
}

/// A variable of the kernel, which drivers see because the headers of ferrule/kernel include the
/// bindings: what is written there is believed by everybody.
void check_kernel_variable(Node<VarDecl> variable, SourceLocation at, Sink& sink) {
  if (sink.context().getLangOpts().Freestanding && variable->isExternC() &&
      !Node<VarDecl>(variable->getDefinition()) && !is_in_kernel_room(at, sink)) {
    sink.report({"call-c", at,
                 "use of the kernel's variable '" + variable->getNameAsString() +
                     "'; use an abstraction of ferrule/kernel, or add one there"});
  }
}

bool starts_thread(Node<CXXRecordDecl> record) {
  return is_std(record) && (record->getName() == "thread" || record->getName() == "jthread");
}

bool starts_thread(Node<FunctionDecl> function) {
  return is_std(function) && function->getDeclName().isIdentifier() &&
         function->getName() == "async";
}

template <typename Arguments>
void check_sent(const Arguments& arguments, Sink& sink) {
  for (Node<Expr> argument : arguments) {
    if (is_view(argument->getType())) {
      sink.report(
          {"send", argument->getBeginLoc(),
           "a closure or view that borrows is given to another thread; give it values it owns"});
    }
  }
}

}  // namespace

void check_name(Node<DeclRefExpr> expression, Sink& sink) {
  check_unsafe_name(expression->getDecl(), expression->getLocation(), sink);
  if (auto function = as<FunctionDecl>(Node<ValueDecl>(expression->getDecl()))) {
    check_c_function(function, expression->getLocation(), sink);
  } else if (auto variable = as<VarDecl>(Node<ValueDecl>(expression->getDecl()))) {
    check_kernel_variable(variable, expression->getLocation(), sink);
  }
}

void check_member_name(Node<MemberExpr> expression, Sink& sink) {
  check_unsafe_name(expression->getMemberDecl(), expression->getMemberLoc(), sink);
}

void check_construction(Node<CXXConstructExpr> construction, Sink& sink) {
  Node constructor = construction->getConstructor();
  check_unsafe_name(constructor, construction->getBeginLoc(), sink);
  if (starts_thread(constructor->getParent())) {
    check_sent(construction->arguments(), sink);
  }
}

namespace {

/// A reference to a function: it is never null, and naming the function was checked.
bool is_function_reference(Node<Expr> callee) {
  auto cast = as<ImplicitCastExpr>(Node<Expr>(callee->IgnoreParens()));
  return cast && cast->getCastKind() == CK_FunctionToPointerDecay;
}

}  // namespace

void check_builtin_call(Node<CallExpr> call, Sink& sink) {
  Node callee = call->getDirectCallee();
  if (!callee || callee->getBuiltinID() == 0 || is_std(callee) || takes_raw_pointer(callee)) {
    return;
  }
  for (Node<Expr> argument : call->arguments()) {
    if (is_raw_pointer(argument->getType())) {
      sink.report({"call-c", call->getBeginLoc(),
                   "use of '" + callee->getNameAsString() + "' on raw pointers; wrap it once"});
      return;
    }
  }
}

void check_thread_start(Node<CallExpr> call, Sink& sink) {
  if (Node<FunctionDecl> callee = call->getDirectCallee(); callee && starts_thread(callee)) {
    check_sent(call->arguments(), sink);
  }
}

void check_indirect_call(Node<CallExpr> call, Sink& sink) {
  if (call->isTypeDependent() || Node<FunctionDecl>(call->getDirectCallee())) {
    return;
  }
  Node<Expr> callee = call->getCallee();
  auto member = as<BinaryOperator>(Node<Expr>(callee->IgnoreParens()));
  if ((callee->getType()->isFunctionPointerType() && !is_function_reference(callee)) ||
      (member && member->isPtrMemOp())) {
    sink.report({"call-indirect", call->getBeginLoc(),
                 "call through a raw function pointer; take a callable as a template parameter or "
                 "an interface"});
  }
}

}  // namespace ferrule::checker::rules
