// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/rules/doors.hpp"

#include <memory>

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::checker::rules {
namespace {

using namespace clang;

bool is_bindings(llvm::StringRef header) {
  return header == "ferrule/bindings.hpp" || header == "ferrule/probes.h" ||
         header.starts_with("ferrule/kernel/bindings/");
}

bool is_kernel_room(llvm::StringRef file) {
  return file.starts_with("ferrule/kernel/") || file.contains("/ferrule/kernel/");
}

class FERRULE_VIEW Doors final : public PPCallbacks {
 public:
  explicit Doors(DiagnosticsEngine& diagnostics FERRULE_LIFETIMEBOUND)
      : diagnostics_{diagnostics},
        refusal_{diagnostics.getCustomDiagID(
            DiagnosticsEngine::Error,
            "only ferrule/kernel may include the kernel's bindings; use an abstraction, or add one "
            "there [ferrule-door]")} {}

  void InclusionDirective(SourceLocation hash, const Token&, llvm::StringRef name, bool,
                          CharSourceRange, OptionalFileEntryRef, llvm::StringRef, llvm::StringRef,
                          const Module*, bool, SrcMgr::CharacteristicKind) override {
    const SourceManager& sources = diagnostics_.getSourceManager();
    if (is_bindings(name) && !is_kernel_room(sources.getFilename(hash))) {
      diagnostics_.Report(hash, refusal_);
    }
  }

 private:
  DiagnosticsEngine& diagnostics_;
  unsigned refusal_;
};

}  // namespace

void watch_doors(CompilerInstance& compiler) {
  auto doors = std::make_unique<Doors>(compiler.getDiagnostics());
  compiler.getPreprocessor().addPPCallbacks(std::move(doors));
}

}  // namespace ferrule::checker::rules
