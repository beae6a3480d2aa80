// SPDX-License-Identifier: Apache-2.0 OR MIT
// The rules that look at one node at a time. Each function reports what is wrong with its node;
// docs/safe-subset.md has the table. One file per subject.
#pragma once

#include "checker/report/sink.hpp"

namespace ferrule::checker::rules {

// pointers.cpp: ptr-deref, ptr-arith, subscript, decay
void check_unary(Node<UnaryOperator> expression, Sink& sink);
void check_binary(Node<BinaryOperator> expression, Sink& sink);
void check_subscript(Node<ArraySubscriptExpr> expression, Sink& sink);
void check_decay(Node<ImplicitCastExpr> cast, bool is_subscripted, Sink& sink);
void check_arrow(Node<MemberExpr> expression, Sink& sink);
void check_atomic(Node<AtomicExpr> expression, Sink& sink);

// casts.cpp: cast, view-erasure
void check_explicit_cast(Node<ExplicitCastExpr> cast, Sink& sink);
void check_upcast(Node<ImplicitCastExpr> cast, Sink& sink);

// allocation.cpp: raw-alloc
void check_new(Node<CXXNewExpr> expression, Sink& sink);
void check_delete(Node<CXXDeleteExpr> expression, Sink& sink);
void check_destructor_call(Node<CallExpr> call, Sink& sink);
void check_pseudo_destructor(Node<CXXPseudoDestructorExpr> expression, Sink& sink);

// calls.cpp: call-c, call-unsafe, call-indirect, send
void check_name(Node<DeclRefExpr> expression, Sink& sink);
void check_member_name(Node<MemberExpr> expression, Sink& sink);
void check_construction(Node<CXXConstructExpr> construction, Sink& sink);
void check_builtin_call(Node<CallExpr> call, Sink& sink);
void check_indirect_call(Node<CallExpr> call, Sink& sink);
void check_thread_start(Node<CallExpr> call, Sink& sink);

// libraries.cpp: std-raw, iterator
void check_library_call(Node<CallExpr> call, Sink& sink);
void check_library_construction(Node<CXXConstructExpr> construction, Sink& sink);

// control.cpp: goto, varargs, asm, exceptions
void check_goto(Node<Stmt> statement, Sink& sink);
void check_va_arg(Node<VAArgExpr> expression, Sink& sink);
void check_asm(Node<Stmt> statement, Sink& sink);
void check_file_asm(Node<FileScopeAsmDecl> declaration, Sink& sink);
void check_throw(Node<CXXThrowExpr> expression, Sink& sink);
void check_variadic(Node<FunctionDecl> function, Sink& sink);

// initialisation.cpp: uninit
void check_initialised(Node<VarDecl> variable, Sink& sink);
void check_constructor(Node<CXXConstructorDecl> constructor, Sink& sink);

// globals.cpp: global-mutable, view-static
void check_static(Node<VarDecl> variable, Sink& sink);

// sharing.cpp: shared-mutable, shallow-const, mutable-field
void check_shared(Node<VarDecl> variable, Sink& sink);
void check_shared_field(Node<FieldDecl> field, Sink& sink);

// views.cpp: field-view, return-unbound, override
void check_field_view(Node<FieldDecl> field, Sink& sink);
void check_returned_view(Node<FunctionDecl> function, Sink& sink);
void check_override(Node<CXXMethodDecl> method, Sink& sink);
void check_coroutine(Node<FunctionDecl> function, Sink& sink);

// assumptions.cpp: assume, attribute
void check_assumed(Node<AttributedStmt> statement, Sink& sink);
void check_assuming_name(Node<DeclRefExpr> expression, Sink& sink);
void check_attributes(Node<DeclaratorDecl> declaration, Sink& sink);

// modules.cpp, for kernel code: kernel-static, coroutine, entry, send, ref-count
void check_module_static(Node<VarDecl> variable, Sink& sink);
void check_module_coroutine(Node<FunctionDecl> function, Sink& sink);
void check_entry_call(Node<CallExpr> call, Sink& sink);
void check_registered_queue(Node<CallExpr> call, Sink& sink);
void check_handler(Node<ClassTemplateSpecializationDecl> specialisation, Sink& sink);

// ends.cpp, for kernel code: sleeping-end
void check_ends(Node<FunctionDecl> function, Sink& sink);
void check_hidden_end(Node<CXXConstructExpr> construction, Sink& sink);

// extensions.cpp: specialised, contiguous
void check_specialised(Node<ClassTemplateSpecializationDecl> specialisation, Sink& sink);
void check_specialised(Node<VarTemplateSpecializationDecl> specialisation, Sink& sink);
void check_specialised(Node<FunctionDecl> function, Sink& sink);
void check_spanned(Node<CXXConstructExpr> construction, Sink& sink);

// unions.cpp: union
void check_union(Node<CXXRecordDecl> record, bool in_template, Sink& sink);
void check_union_access(Node<MemberExpr> expression, Sink& sink);

}  // namespace ferrule::checker::rules
