// SPDX-License-Identifier: Apache-2.0 OR MIT
// The entry of the plugin:
//   clang++-19 -fplugin=ferrule_checker.so [-fplugin-arg-ferrule-json=FILE]
//   [-fplugin-arg-ferrule-root=DIR] [-fplugin-arg-ferrule-home=DIR] [-fplugin-arg-ferrule-time] ...
#include <chrono>

#include "checker/flow/check.hpp"
#include "checker/report/json.hpp"
#include "checker/report/sink.hpp"
#include "checker/rules/doors.hpp"
#include "checker/rules/rules.hpp"
#include "checker/walk.hpp"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "llvm/Support/raw_ostream.h"

namespace ferrule::checker {
namespace {

struct Options {
  std::string json;  ///< where the regions are appended, or empty
  std::string root;  ///< the repository, or empty
  std::string home;  ///< see report/rooms.hpp
  bool time = false;
};

double milliseconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

class Consumer : public ASTConsumer {
 public:
  explicit Consumer(Options options) : options_(std::move(options)) {}

  void HandleTranslationUnit(ASTContext& context) override {
    if (context.getDiagnostics().hasUncompilableErrorOccurred()) {
      return;
    }
    Sink sink(context, options_.root, Rooms(options_.home));
    const auto start = std::chrono::steady_clock::now();
    const auto functions = walk(sink);
    const auto walked = std::chrono::steady_clock::now();
    for (Node<FunctionDecl> function : functions) {
      flow::check(function, sink);
      rules::check_ends(function, sink);
    }
    const auto done = std::chrono::steady_clock::now();
    sink.report_unused();
    if (options_.time) {
      llvm::errs() << "ferrule: rules " << milliseconds(walked - start) << " ms, flow "
                   << milliseconds(done - walked) << " ms, functions " << functions.size() << "\n";
    }
    if (!options_.json.empty() && !append_regions(options_.json, sink)) {
      llvm::errs() << "ferrule: cannot write " << options_.json << "\n";
    }
  }

 private:
  Options options_;
};

class Action : public PluginASTAction {
 protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& compiler,
                                                 llvm::StringRef) override {
    rules::watch_doors(compiler, Rooms(options_.home));
    return std::make_unique<Consumer>(options_);
  }
  bool ParseArgs(const CompilerInstance&, const std::vector<std::string>& arguments) override {
    for (llvm::StringRef argument : arguments) {
      if (argument == "time") {
        options_.time = true;
      } else if (argument.consume_front("json=")) {
        options_.json = argument.str();
      } else if (argument.consume_front("root=")) {
        options_.root = argument.str();
      } else if (argument.consume_front("home=")) {
        options_.home = argument.str();
      } else {
        llvm::errs() << "ferrule: unknown argument '" << argument
                     << "'; known: json=FILE root=DIR home=DIR time\n";
        return false;
      }
    }
    return true;
  }
  ActionType getActionType() override { return AddBeforeMainAction; }

 private:
  Options options_;
};

const FrontendPluginRegistry::Add<Action> kRegistration("ferrule", "the safe subset of C++");

}  // namespace
}  // namespace ferrule::checker
