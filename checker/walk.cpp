// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/walk.hpp"

#include <set>
#include <string>

#include "checker/ast/marks.hpp"
#include "checker/flow/check.hpp"
#include "checker/rules/rules.hpp"
#include "clang/AST/RecursiveASTVisitor.h"

namespace ferrule::checker {
namespace {

class FERRULE_VIEW Walker : public RecursiveASTVisitor<Walker> {
  using Base = RecursiveASTVisitor<Walker>;

 public:
  explicit Walker(Sink& sink FERRULE_LIFETIMEBOUND) : sink_(sink) {}

  const std::vector<Node<FunctionDecl>>& functions() const FERRULE_LIFETIMEBOUND {
    return functions_;
  }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseDecl(Decl* raw) {
    Node<Decl> decl = raw;
    if (!decl || !is_walked(decl)) {
      return true;
    }
    const std::string outer_function = function_;
    const bool outer_template = in_template_;
    if (auto function = as<FunctionDecl>(decl)) {
      function_ = function->getQualifiedNameAsString();
      in_template_ =
          in_template_ || function->isDependentContext() || function->isTemplateInstantiation();
    } else if (auto record = as<CXXRecordDecl>(decl)) {
      in_template_ = in_template_ || record->isDependentContext() ||
                     record->getTemplateInstantiationPattern() != nullptr;
    }
    const bool go_on = descend(raw);
    function_ = outer_function;
    in_template_ = outer_template;
    return go_on;
  }

  bool TraverseStmt(Stmt* raw) {
    Node<Stmt> statement = raw;
    if (!statement) {
      return true;
    }
    sink_.saw(statement);
    auto mark = unsafe_mark(statement);
    if (!mark) {
      return descend(raw);
    }
    sink_.enter(statement->getBeginLoc(), region(*mark));
    // A conversion stays with its marked operand, whose mark is then seen a second time.
    const bool go_on = mark->body == statement ? descend(raw) : descend_into(mark->body);
    sink_.leave();
    return go_on;
  }

  bool TraverseArraySubscriptExpr(ArraySubscriptExpr* raw) {
    Node<ArraySubscriptExpr> subscript = raw;
    subscripted_.insert(Node<Expr>(Node(subscript->getBase())->IgnoreParens()));
    UNSAFE("RecursiveASTVisitor gives its own nodes, which live in the ASTContext") {
      return Base::TraverseArraySubscriptExpr(raw);
    }
  }

  /// The visitor of Clang leaves the functions of closures out, and the instantiations of
  /// `[](auto x) { ... }`.
  bool TraverseLambdaExpr(LambdaExpr* raw) {
    bool go_on = true;
    UNSAFE("RecursiveASTVisitor gives its own nodes, which live in the ASTContext") {
      go_on = Base::TraverseLambdaExpr(raw);
    }
    Node closure = Node<LambdaExpr>(raw)->getLambdaClass();
    if (Node<FunctionTemplateDecl> call = closure->getDependentLambdaCallOperator()) {
      for (FunctionDecl* instantiation : call->specializations()) {
        go_on = go_on && TraverseDecl(instantiation);
      }
    } else if (Node<FunctionDecl> body = closure->getLambdaCallOperator();
               body && !body->isDependentContext() &&
               sink_.origins().in_our_file(body->getLocation())) {
      functions_.push_back(body);
    }
    return go_on;
  }

  // Expressions and statements.
  bool VisitUnaryOperator(UnaryOperator* node) {
    rules::check_unary(node, sink_);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator* node) {
    rules::check_binary(node, sink_);
    return true;
  }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr* node) {
    rules::check_subscript(node, sink_);
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr* node) {
    rules::check_decay(node, subscripted_.contains(Node<Expr>(node)), sink_);
    rules::check_upcast(node, sink_);
    return true;
  }
  bool VisitExplicitCastExpr(ExplicitCastExpr* node) {
    rules::check_explicit_cast(node, sink_);
    return true;
  }
  bool VisitMemberExpr(MemberExpr* node) {
    rules::check_arrow(node, sink_);
    rules::check_union_access(node, sink_);
    rules::check_member_name(node, sink_);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr* node) {
    rules::check_name(node, sink_);
    rules::check_assuming_name(node, sink_);
    return true;
  }
  bool VisitCallExpr(CallExpr* node) {
    rules::check_indirect_call(node, sink_);
    rules::check_thread_start(node, sink_);
    rules::check_builtin_call(node, sink_);
    rules::check_destructor_call(node, sink_);
    rules::check_library_call(node, sink_);
    rules::check_entry_call(node, sink_);
    rules::check_registered_queue(node, sink_);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr* node) {
    rules::check_construction(node, sink_);
    rules::check_library_construction(node, sink_);
    rules::check_spanned(node, sink_);
    rules::check_hidden_end(node, sink_);
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr* node) {
    rules::check_new(node, sink_);
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr* node) {
    rules::check_delete(node, sink_);
    return true;
  }
  bool VisitCXXPseudoDestructorExpr(CXXPseudoDestructorExpr* node) {
    rules::check_pseudo_destructor(node, sink_);
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr* node) {
    rules::check_throw(node, sink_);
    return true;
  }
  bool VisitVAArgExpr(VAArgExpr* node) {
    rules::check_va_arg(node, sink_);
    return true;
  }
  bool VisitGotoStmt(GotoStmt* node) {
    rules::check_goto(node, sink_);
    return true;
  }
  bool VisitIndirectGotoStmt(IndirectGotoStmt* node) {
    rules::check_goto(node, sink_);
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr* node) {
    rules::check_atomic(node, sink_);
    return true;
  }
  bool VisitAttributedStmt(AttributedStmt* node) {
    rules::check_assumed(node, sink_);
    return true;
  }
  bool VisitAsmStmt(AsmStmt* node) {
    rules::check_asm(node, sink_);
    return true;
  }

  // Declarations.
  bool VisitFileScopeAsmDecl(FileScopeAsmDecl* node) {
    rules::check_file_asm(node, sink_);
    return true;
  }
  bool VisitVarDecl(VarDecl* node) {
    Node<VarDecl> variable = node;
    if (!variable->getType()->isDependentType()) {
      rules::check_shared(variable, sink_);
      rules::check_initialised(variable, sink_);
      rules::check_static(variable, sink_);
      rules::check_module_static(variable, sink_);
    }
    rules::check_attributes(variable, sink_);
    return true;
  }
  bool VisitFieldDecl(FieldDecl* node) {
    Node<FieldDecl> field = node;
    if (!field->getType()->isDependentType() && !Node(field->getParent())->isLambda()) {
      rules::check_shared_field(field, sink_);
      rules::check_field_view(field, sink_);
      flow::check_default(field, sink_);
    }
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl* node) {
    rules::check_union(node, in_template_, sink_);
    return true;
  }
  bool VisitClassTemplateSpecializationDecl(ClassTemplateSpecializationDecl* node) {
    rules::check_specialised(node, sink_);
    rules::check_handler(node, sink_);
    return true;
  }
  bool VisitVarTemplateSpecializationDecl(VarTemplateSpecializationDecl* node) {
    rules::check_specialised(node, sink_);
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl* node) {
    rules::check_constructor(node, sink_);
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl* node) {
    Node<FunctionDecl> function = node;
    if (function->isImplicit() || function->isDependentContext()) {
      return true;
    }
    rules::check_attributes(function, sink_);
    rules::check_specialised(function, sink_);
    rules::check_module_coroutine(function, sink_);
    rules::check_variadic(function, sink_);
    rules::check_coroutine(function, sink_);
    auto method = as<CXXMethodDecl>(function);
    if (method) {
      rules::check_override(method, sink_);
    }
    if (!method || !Node(method->getParent())->isLambda()) {
      rules::check_returned_view(function, sink_);
    }
    if (function->doesThisDeclarationHaveABody() &&
        sink_.origins().in_our_file(function->getLocation())) {
      functions_.push_back(function);
    }
    return true;
  }

 private:
  Sink& sink_;
  std::vector<Node<FunctionDecl>> functions_;
  std::set<Node<Expr>> subscripted_;
  std::string function_ = "(file)";
  bool in_template_ = false;

  /// Our declarations, and what may contain them.
  bool is_walked(Node<Decl> decl) const {
    return is<TranslationUnitDecl, LinkageSpecDecl, NamespaceDecl>(decl) ||
           decl->getLocation().isInvalid() || sink_.origins().in_our_file(decl->getLocation());
  }

  Region region(const UnsafeMark& mark) const {
    const char* kind = is<Expr>(mark.body) ? "expression" : "block";
    const unsigned lines = sink_.origins().line(mark.body->getEndLoc()) -
                           sink_.origins().line(mark.body->getBeginLoc()) + 1;
    return {kind, function_, mark.reason, lines, in_template_, {}};
  }

  bool descend(Decl* decl) {
    UNSAFE("RecursiveASTVisitor gives its own nodes, which live in the ASTContext") {
      return Base::TraverseDecl(decl);
    }
  }
  bool descend(Stmt* statement) {
    UNSAFE("RecursiveASTVisitor gives its own nodes, which live in the ASTContext") {
      return Base::TraverseStmt(statement);
    }
  }
  bool descend_into(Node<Stmt> body) {
    UNSAFE("the visitor takes nodes as non-const and changes none of them") {
      return TraverseStmt(const_cast<Stmt*>(body.raw()));
    }
  }
};

}  // namespace

std::vector<Node<FunctionDecl>> walk(Sink& sink) {
  Walker walker(sink);
  walker.TraverseDecl(sink.context().getTranslationUnitDecl());
  return walker.functions();
}

}  // namespace ferrule::checker
