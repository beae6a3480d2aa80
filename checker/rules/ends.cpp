// SPDX-License-Identifier: Apache-2.0 OR MIT
// sleeping-end: objects whose end may sleep (a timer waits for its handler), in whatever they are
// kept, end where code may sleep. Clang's analysis sees the end of a variable of such a class, and
// not that of what owns or contains one.
#include <algorithm>
#include <set>

#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"
#include "checker/ast/types.hpp"
#include "checker/rules/rules.hpp"

namespace ferrule::checker::rules {
namespace {

constexpr Names<5> kAtomicGuards = {"SpinGuard", "SpinIrqGuard", "SpinNestedGuard", "XArrayGuard",
                                    "ReadGuard"};
/// Members of owners that end what is in them. (A Slot is empty before emplace().)
constexpr Names<6> kEnding = {"clear", "emplace", "release", "remove_prefix", "reset", "truncate"};

bool wants_sleep(Node<FunctionDecl> function) {
  for (Node<FunctionDecl> declaration : function->redecls()) {
    for (Node<RequiresCapabilityAttr> attribute :
         declaration->specific_attrs<RequiresCapabilityAttr>()) {
      for (Node<Expr> argument : attribute->args()) {
        auto name = as<DeclRefExpr>(Node<Expr>(argument->IgnoreParenImpCasts()));
        if (name && Node(name->getDecl())->getNameAsString() == "may_sleep") {
          return true;
        }
      }
    }
  }
  return false;
}

/// Decides for one type; remembers the classes on the way, which may contain each other.
class EndSearch {
 public:
  bool sleeps(QualType type) {
    type = type.getCanonicalType();
    if (type->isReferenceType() || type->isPointerType() || type->isDependentType()) {
      return false;
    }
    if (Node<ArrayType> array = type->getAsArrayTypeUnsafe()) {
      return sleeps(array->getElementType());
    }
    auto record = record_of(type);
    return record && seen_.insert(record).second && record_sleeps(record);
  }

 private:
  std::set<Node<CXXRecordDecl>> seen_;

  bool record_sleeps(Node<CXXRecordDecl> record) {
    if (is_marked_view(record) || record->hasAttr<ScopedLockableAttr>()) {
      return false;
    }
    if (Node<CXXDestructorDecl> end = record->getDestructor(); end && wants_sleep(end)) {
      return true;
    }
    auto specialisation = as<ClassTemplateSpecializationDecl>(record);
    if (specialisation && is_marked_owner(record)) {
      for (const TemplateArgument& argument : specialisation->getTemplateArgs().asArray()) {
        if (argument.getKind() == TemplateArgument::Type && sleeps(argument.getAsType())) {
          return true;
        }
      }
    }
    for (Node<FieldDecl> field : record->fields()) {
      if (sleeps(field->getType())) {
        return true;
      }
    }
    for (const CXXBaseSpecifier& base : record->bases()) {
      if (sleeps(base.getType())) {
        return true;
      }
    }
    return false;
  }
};

/// The first argument of a template's instance, if it is a type.
QualType argument_of(QualType type) {
  auto made = as<ClassTemplateSpecializationDecl>(record_of(type));
  return made && made->getTemplateArgs().size() != 0 &&
                 made->getTemplateArgs().get(0).getKind() == TemplateArgument::Type
             ? made->getTemplateArgs().get(0).getAsType()
             : QualType();
}

/// A class of which one constructor may sleep.
bool sleeps_at_its_beginning(QualType type) {
  auto record = type.isNull() ? Node<CXXRecordDecl>() : record_of(type);
  return record && std::ranges::any_of(record->ctors(), [](Node<CXXConstructorDecl> constructor) {
           return wants_sleep(constructor);
         });
}

bool sleeps_at_its_end(QualType type) { return !type.isNull() && EndSearch().sleeps(type); }

bool is_atomic_guard(QualType type) {
  auto record = record_of(type);
  return record && !type->isReferenceType() && record->hasAttr<ScopedLockableAttr>() &&
         record->getDeclName().isIdentifier() && is_one_of(kAtomicGuards, record->getName());
}

/// GFP_ATOMIC and its kind: memory may be refused.
bool is_atomic_allocation(QualType type) {
  auto flags = as<ClassTemplateSpecializationDecl>(record_of(type));
  return flags && flags->getQualifiedNameAsString() == "ferrule::kernel::GfpFlags" &&
         flags->getTemplateArgs().get(0).getAsIntegral().isZero();
}

/// The variable that an expression is, but for conversions.
Node<VarDecl> variable_of(Node<Expr> expression) {
  Node<Expr> inner = expression->IgnoreImplicit();
  if (auto made = as<CXXConstructExpr>(inner); made && made->getNumArgs() == 1) {
    return variable_of(made->getArg(0));
  }
  auto name = as<DeclRefExpr>(Node<Expr>(inner->IgnoreParenImpCasts()));
  return name ? as<VarDecl>(Node<ValueDecl>(name->getDecl())) : Node<VarDecl>();
}

class FERRULE_VIEW Ends {
 public:
  explicit Ends(Sink& sink FERRULE_LIFETIMEBOUND) : sink_(sink) {}

  void check(Node<FunctionDecl> function) {
    Node<Stmt> body = function->getBody();
    collect(body);
    if (auto constructor = as<CXXConstructorDecl>(function)) {
      for (Node<CXXCtorInitializer> initialiser : constructor->inits()) {
        collect(Node<Stmt>(initialiser->getInit()));
      }
    }
    may_sleep_ = may_sleep_ || wants_sleep(function);
    for (Node<ParmVarDecl> parameter : function->parameters()) {
      check_variable(parameter, body);
    }
    read(body);
  }

 private:
  Sink& sink_;
  std::set<Node<VarDecl>> moved_;
  bool may_sleep_ = false;
  bool is_atomic_ = false;

  /// What is moved away or returned, and whether the context is asserted.
  void collect(Node<Stmt> statement) {
    if (!statement) {
      return;
    }
    if (auto call = as<CallExpr>(statement)) {
      Node<FunctionDecl> callee = call->getDirectCallee();
      const std::string name = callee ? callee->getNameAsString() : std::string();
      if (name == "move" && is_std(callee) && call->getNumArgs() == 1) {
        moved_.insert(variable_of(call->getArg(0)));
      }
      may_sleep_ = may_sleep_ || name == "assume_may_sleep";
    }
    if (auto result = as<ReturnStmt>(statement); result && Node<Expr>(result->getRetValue())) {
      moved_.insert(variable_of(result->getRetValue()));
    }
    for (Node<Stmt> child : parts(statement)) {
      collect(child);
    }
  }
  /// The body of a closure is a function of its own.
  static std::vector<Node<Stmt>> parts(Node<Stmt> statement) {
    std::vector<Node<Stmt>> found;
    if (auto closure = as<LambdaExpr>(statement)) {
      for (Node<Expr> captured : closure->capture_inits()) {
        found.push_back(captured);
      }
    } else {
      for (Node<Stmt> child : statement->children()) {
        found.push_back(child);
      }
    }
    return found;
  }

  void read(Node<Stmt> statement) {
    if (!statement) {
      return;
    }
    const bool outer = is_atomic_;
    for (Node<Stmt> child : parts(statement)) {
      read(child);
      if (is<CompoundStmt>(statement) && child) {
        check_discarded(child);
      }
    }
    if (auto declarations = as<DeclStmt>(statement)) {
      for (Node<Decl> declaration : declarations->decls()) {
        if (auto variable = as<VarDecl>(declaration)) {
          check_variable(variable, statement);
        }
      }
      return;  // a guard stays until its block ends
    }
    is_atomic_ = outer;
    if (auto call = as<CallExpr>(statement)) {
      check_call(call);
    }
  }

  void check_variable(Node<VarDecl> variable, Node<Stmt> where) {
    const QualType type = variable->getType();
    if (is_atomic_guard(type)) {
      is_atomic_ = true;
    } else if (variable->hasLocalStorage() && !moved_.contains(variable)) {
      report(type, variable->getLocation(), where, "'" + variable->getNameAsString() + "'");
    }
  }
  /// What allocates ends the owner that it was given when there is no memory.
  void check_given(Node<CallExpr> call) {
    Node<FunctionDecl> callee = call->getDirectCallee();
    if (!callee || !std::ranges::any_of(callee->parameters(), [](Node<ParmVarDecl> parameter) {
          return is_atomic_allocation(parameter->getType());
        })) {
      return;
    }
    for (Node<ParmVarDecl> parameter : callee->parameters()) {
      report(parameter->getType(), call->getBeginLoc(), call,
             "'" + parameter->getNameAsString() + "', when there is no memory,");
    }
  }
  void check_call(Node<CallExpr> call) {
    check_given(call);
    Node<Expr> object;
    if (auto operation = as<CXXOperatorCallExpr>(call)) {
      const bool reads =
          operation->getOperator() == OO_Arrow || operation->getOperator() == OO_Star;
      if (operation->getOperator() == OO_Equal || (reads && is_temporary(operation->getArg(0)))) {
        object = operation->getArg(0);
      }
    } else if (auto member = as<CXXMemberCallExpr>(call)) {
      Node<CXXMethodDecl> method = member->getMethodDecl();
      Node<Expr> named = member->getImplicitObjectArgument();
      const bool ends = method && method->getDeclName().isIdentifier() && !method->isConst() &&
                        is_one_of(kEnding, method->getName()) &&
                        Node(method->getParent())->getNameAsString() != "Slot";
      const bool takes = method && method->getRefQualifier() == RQ_RValue;
      if (named && (ends || (!takes && is_temporary(named)))) {
        object = named;
      }
    }
    if (object && named_emplace(call) &&
        sleeps_at_its_beginning(argument_of(pointee_or_self(object->getType())))) {
      tell(call->getBeginLoc(), call, "what is built here may sleep");
    }
    if (object) {
      report(pointee_or_self(object->getType()), call->getBeginLoc(), call, "what is in it");
    }
  }
  static bool is_temporary(Node<Expr> expression) {
    while (auto cast = as<ImplicitCastExpr>(Node<Expr>(expression->IgnoreParens()))) {
      expression = cast->getSubExpr();
    }
    auto made = as<MaterializeTemporaryExpr>(Node<Expr>(expression->IgnoreParens()));
    return made && made->getStorageDuration() == SD_FullExpression;
  }
  /// A statement that is a call whose result nobody takes.
  void check_discarded(Node<Stmt> statement) {
    auto expression = as<Expr>(statement);
    if (auto whole = expression ? as<ExprWithCleanups>(expression) : Node<ExprWithCleanups>()) {
      Node<Expr> value = Node(whole->getSubExpr())->IgnoreParenCasts();
      if (is<CXXBindTemporaryExpr>(value)) {
        report(value->getType(), value->getBeginLoc(), value, "what is returned here");
      }
    }
  }

  void report(QualType type, SourceLocation at, Node<Stmt> where, const std::string& what) {
    if ((may_sleep_ && !is_atomic_) || !sleeps_at_its_end(type)) {
      return;
    }
    tell(at, where, "the end of " + what + " may sleep");
  }
  static bool named_emplace(Node<CallExpr> call) {
    Node<FunctionDecl> callee = call->getDirectCallee();
    return callee && callee->getNameAsString() == "emplace";
  }
  void tell(SourceLocation at, Node<Stmt> where, const std::string& what) {
    if (may_sleep_ && !is_atomic_) {
      return;
    }
    std::string context = "in a function that is not MAY_SLEEP";
    if (is_atomic_) {
      context = "while a spinlock or RCU is held";
    }
    sink_.report_at(where, {"sleeping-end", at, what + ", and comes " + context});
  }
};

}  // namespace

/// A box of an interface ends what was made as something else.
void check_hidden_end(Node<CXXConstructExpr> construction, Sink& sink) {
  const QualType made = construction->getType();
  if (construction->getNumArgs() != 1 || sink.context().getLangOpts().Freestanding == 0) {
    return;
  }
  const QualType given = Node(construction->getArg(0))->getType().getNonReferenceType();
  auto record = record_of(made);
  auto source = record_of(given);
  const bool is_box = record && source && record != source &&
                      record->getQualifiedNameAsString() == "ferrule::kernel::KBox" &&
                      source->getQualifiedNameAsString() == "ferrule::kernel::KBox";
  if (is_box && sleeps_at_its_end(given) && !sleeps_at_its_end(made)) {
    sink.report({"sleeping-end", construction->getBeginLoc(),
                 "the end of '" + argument_of(given).getAsString() +
                     "' may sleep, which its interface hides; give that a destructor that is "
                     "MAY_SLEEP"});
  }
}

void check_ends(Node<FunctionDecl> function, Sink& sink) {
  const SourceManager& sources = sink.context().getSourceManager();
  const llvm::StringRef file =
      sources.getFilename(sources.getExpansionLoc(function->getLocation()));
  const bool is_ferrule = sink.rooms().is_core(file) || sink.rooms().is_kernel(file);
  if (sink.context().getLangOpts().Freestanding != 0 && !is_ferrule && !function->isConsteval()) {
    Ends(sink).check(function);
  }
}

}  // namespace ferrule::checker::rules
