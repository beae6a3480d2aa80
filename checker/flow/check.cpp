// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/check.hpp"

#include <memory>
#include <queue>
#include <vector>

#include "checker/ast/marks.hpp"
#include "checker/ast/types.hpp"
#include "checker/flow/consteval_if.hpp"
#include "checker/flow/step.hpp"

namespace ferrule::checker::flow {
namespace {

/// Expressions read per function, over all rounds. The largest functions of this repository need a
/// thousandth of it.
constexpr unsigned long kMostWork = 20'000'000;

std::unique_ptr<CFG> control_flow(Node<FunctionDecl> function, ASTContext& context) {
  CFG::BuildOptions options;
  options.AddLifetime = true;
  options.AddInitializers = true;
  options.AddEHEdges = true;
  options.PruneTriviallyFalseEdges = true;
  options.setAllAlwaysAdd();
  UNSAFE(
      "the graph reads function, body and context, which all outlive it, and changes none of "
      "them") {
    return CFG::buildCFG(function.raw(), const_cast<Stmt*>(function->getBody()), &context, options);
  }
}

/// The name on the left of an assignment that gives a variable a new value.
Node<DeclRefExpr> rebound_name(Node<Stmt> statement) {
  Node<Expr> target;
  if (auto binary = as<BinaryOperator>(statement); binary && binary->getOpcode() == BO_Assign) {
    target = binary->getLHS();
  } else if (auto call = as<CXXOperatorCallExpr>(statement);
             call && call->getOperator() == OO_Equal) {
    target = call->getArg(0);
  }
  auto name =
      target ? as<DeclRefExpr>(Node<Expr>(target->IgnoreParenImpCasts())) : Node<DeclRefExpr>();
  return name && !Node(name->getDecl())->getType()->isReferenceType() ? name : Node<DeclRefExpr>();
}

void collect_rebound(Node<Stmt> statement, std::set<Node<DeclRefExpr>>& names) {
  if (!statement || is<LambdaExpr>(statement)) {
    return;
  }
  if (auto name = rebound_name(statement)) {
    names.insert(name);
  }
  for (Node<Stmt> child : statement->children()) {
    collect_rebound(child, names);
  }
}

/// What is known on entry: parameters that are views hold what the caller put into them, and what
/// is taken first may lie behind `this`.
State entry_state(Node<FunctionDecl> function) {
  State state;
  for (Node<ParmVarDecl> parameter : function->parameters()) {
    if (is_view(parameter->getType()) && !parameter->getType()->isReferenceType()) {
      state.views[parameter].loans = {made_opaque(Loan{Path::of(parameter)})};
    } else if (is_marked(parameter, kTakenFirst)) {
      state.views[parameter].loans = {Loan{Path::of_this(), 1}};
    }
  }
  return state;
}

class FERRULE_VIEW Fixpoint {
 public:
  Fixpoint(const CFG& graph FERRULE_LIFETIMEBOUND, Frame& frame FERRULE_LIFETIMEBOUND)
      : graph_(graph),
        frame_(frame),
        entered_(graph.getNumBlockIDs()),
        is_queued_(graph.getNumBlockIDs()) {}

  /// False when the work became too much.
  bool run(const State& entry) {
    const unsigned first = graph_.getEntry().getBlockID();
    entered_.at(first) = entry;
    blocks_ = std::vector<Node<CFGBlock>>(graph_.getNumBlockIDs());
    for (Node<CFGBlock> block : graph_.const_nodes()) {
      blocks_.at(block->getBlockID()) = block;
    }
    enqueue(first);
    while (!queue_.empty() && frame_.work < kMostWork) {
      const unsigned id = queue_.top();
      queue_.pop();
      is_queued_.at(id) = false;
      spread(id);
    }
    return queue_.empty();
  }
  /// Walks every reached block once more, now for the findings.
  void report() {
    frame_.reporting = true;
    for (Node<CFGBlock> block : graph_.const_nodes()) {
      if (entered_.at(block->getBlockID())) {
        leave(block);
      }
    }
  }

 private:
  const CFG& graph_;
  Frame& frame_;
  std::vector<Node<CFGBlock>> blocks_;
  std::vector<std::optional<State>> entered_;
  std::priority_queue<unsigned> queue_;  ///< high numbers first: they come first in the function
  std::vector<bool> is_queued_;

  State leave(Node<CFGBlock> block) {
    State state = *entered_.at(block->getBlockID());
    for (const CFGElement& element : *block) {
      Step step(frame_, state);
      step.run(element);
      frame_.work += step.work() + state.views.size() / 8;
    }
    return state;
  }
  void enqueue(unsigned id) {
    if (!is_queued_.at(id)) {
      is_queued_.at(id) = true;
      queue_.push(id);
    }
  }
  void spread(unsigned id) {
    const State state = leave(blocks_.at(id));
    for (const CFGBlock::AdjacentBlock& next : blocks_.at(id)->succs()) {
      Node<CFGBlock> block = next.getReachableBlock();
      if (!block) {
        continue;
      }
      auto& entered = entered_.at(block->getBlockID());
      const bool is_new = !entered.has_value();
      if (is_new) {
        entered.emplace();
      }
      if (entered->join(state) || is_new) {
        enqueue(block->getBlockID());
      }
    }
  }
};

}  // namespace

Effects effects_of_body(Node<FunctionDecl> body, Sink& sink, KnownEffects& known) {
  if (!Node<Stmt>(body->getBody()) || body->isDependentContext()) {
    return {};
  }
  Frame frame(body, sink, known);
  const ConstevalIfs opened(body->getBody(), sink.context());
  const auto graph = control_flow(body, sink.context());
  if (graph) {
    Fixpoint(*graph, frame).run(entry_state(body));
  }
  return std::move(frame.effects);
}

void check(Node<FunctionDecl> function, Sink& sink) {
  if (!Node<Stmt>(function->getBody()) || function->isDependentContext()) {
    return;
  }
  KnownEffects closures;
  Frame frame(function, sink, closures);
  const ConstevalIfs opened(function->getBody(), sink.context());
  const auto graph = control_flow(function, sink.context());
  if (!graph) {
    sink.report_at({}, {"flow-gave-up", function->getLocation(),
                        "the flow of '" + function->getNameAsString() +
                            "' has a form that cannot be checked"});
    return;
  }
  collect_rebound(function->getBody(), frame.rebound);
  Fixpoint fixpoint(*graph, frame);
  if (fixpoint.run(entry_state(function))) {
    fixpoint.report();
  } else {
    sink.report_at({},
                   {"flow-gave-up", function->getLocation(),
                    "'" + function->getNameAsString() + "' is too large to be checked; split it"});
  }
}

void check_default(Node<FieldDecl> field, Sink& sink) {
  Node<Expr> initialiser = field->getInClassInitializer();
  if (!initialiser || initialiser->isTypeDependent() || !is_view(field->getType()) ||
      is_inert_pointer(field)) {
    return;
  }
  const State nothing_known;
  LoanReader reader(sink.context(), nothing_known);
  const Loans loans = field->getType()->isReferenceType() ? reader.of_place(initialiser)
                                                          : reader.of_value(initialiser);
  for (const Loan& loan : loans) {
    if (loan.path.root == Path::Root::Temporary) {
      sink.report({"dangling", field->getLocation(),
                   "field '" + field->getNameAsString() + "' starts as a view of a temporary"});
    } else if (loan.path.root == Path::Root::This && !loan.opaque) {
      sink.report({"self-ref", field->getLocation(),
                   "field '" + field->getNameAsString() +
                       "' starts as a view into its own object: it would dangle when that is "
                       "copied or moved"});
    }
  }
}

}  // namespace ferrule::checker::flow
