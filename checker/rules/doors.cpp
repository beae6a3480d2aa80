// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/rules/doors.hpp"

#include <memory>
#include <set>

#include "checker/ast/names.hpp"
#include "checker/ast/node.hpp"
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

/// The headers of the C++ library that kernel code has: they call nothing that they are given, and
/// so hide nothing from the analysis of who may sleep.
constexpr Names<12> kFreestanding = {"bit",     "compare",     "concepts",         "cstddef",
                                     "cstdint", "limits",      "initializer_list", "memory",
                                     "new",     "type_traits", "utility",          "version"};

class FERRULE_VIEW Doors final : public PPCallbacks {
 public:
  Doors(DiagnosticsEngine& diagnostics FERRULE_LIFETIMEBOUND, const Rooms& rooms, bool in_kernel)
      : diagnostics_{diagnostics},
        rooms_{rooms},
        in_kernel_{in_kernel},
        library_{diagnostics.getCustomDiagID(
            DiagnosticsEngine::Error,
            "kernel code has no such header; the C++ library's would run closures unseen "
            "[ferrule-door]")},
        macro_{diagnostics.getCustomDiagID(
            DiagnosticsEngine::Error,
            "the macro changes what Ferrule's headers or a library's say; give it another name "
            "[ferrule-door]")},
        pragma_{diagnostics.getCustomDiagID(
            DiagnosticsEngine::Error,
            "the pragma hides mistakes from the compiler and the checker; leave it out "
            "[ferrule-door]")},
        refusal_{diagnostics.getCustomDiagID(
            DiagnosticsEngine::Error,
            "only ferrule/kernel may include the kernel's bindings; use an abstraction, or add one "
            "there [ferrule-door]")} {}

  void InclusionDirective(SourceLocation hash, const Token&, llvm::StringRef name, bool,
                          CharSourceRange, OptionalFileEntryRef, llvm::StringRef, llvm::StringRef,
                          const Module*, bool, SrcMgr::CharacteristicKind kind) override {
    const SourceManager& sources = diagnostics_.getSourceManager();
    const llvm::StringRef file = sources.getFilename(hash);
    const bool is_ours = !sources.isInSystemHeader(hash) && !rooms_.is_kernel(file);
    if (is_bindings(name)) {
      if (!rooms_.is_kernel(file)) {
        diagnostics_.Report(hash, refusal_);
      }
    } else if (in_kernel_ && is_ours && !rooms_.is_core(file) && SrcMgr::isSystem(kind) &&
               !is_one_of(kFreestanding, name)) {
      diagnostics_.Report(hash, library_);
    }
  }
  /// `#pragma GCC system_header`: what follows is neither warned of nor checked.
  void FileChanged(SourceLocation at, FileChangeReason reason, SrcMgr::CharacteristicKind,
                   FileID) override {
    const SourceManager& sources = diagnostics_.getSourceManager();
    if (reason == SystemHeaderPragma && !SrcMgr::isSystem(sources.getFileCharacteristic(
                                            sources.getLocForStartOfFile(sources.getFileID(at))))) {
      diagnostics_.Report(at, pragma_);
    }
  }
  /// A macro of a driver in the text of Ferrule or of a library: what stands there means something
  /// else then, or is gone.
  void MacroExpands(const Token& name, const MacroDefinition& macro, SourceRange,
                    const MacroArgs*) override {
    const SourceManager& sources = diagnostics_.getSourceManager();
    const Node<MacroInfo> known = macro.getMacroInfo();
    if (!in_kernel_ || !known || known->isBuiltinMacro()) {
      return;
    }
    const SourceLocation used = sources.getSpellingLoc(name.getLocation());
    const SourceLocation defined = known->getDefinitionLoc();
    if (is_trusted(used, sources) && !is_trusted(defined, sources) &&
        !sources.isWrittenInBuiltinFile(defined) && !sources.isWrittenInCommandLineFile(defined)) {
      if (told_.insert(defined).second) {
        diagnostics_.Report(defined, macro_);
      }
    }
  }
  /// Those of core are for other compilers.
  void PragmaDiagnostic(SourceLocation at, llvm::StringRef, diag::Severity severity,
                        llvm::StringRef) override {
    if (in_kernel_ && severity < diag::Severity::Error &&
        !diagnostics_.getSourceManager().isInSystemHeader(at)) {
      diagnostics_.Report(at, pragma_);
    }
  }

 private:
  DiagnosticsEngine& diagnostics_;
  Rooms rooms_;
  bool in_kernel_;
  unsigned library_;
  unsigned macro_;
  unsigned pragma_;
  std::set<SourceLocation> told_;
  unsigned refusal_;

  /// Text of Ferrule or of a library.
  bool is_trusted(SourceLocation at, const SourceManager& sources) const {
    const llvm::StringRef file = sources.getFilename(at);
    return sources.isInSystemHeader(at) || rooms_.is_kernel(file) || rooms_.is_core(file);
  }
};

}  // namespace

void watch_doors(CompilerInstance& compiler, const Rooms& rooms) {
  auto doors = std::make_unique<Doors>(compiler.getDiagnostics(), rooms,
                                       compiler.getLangOpts().Freestanding != 0);
  compiler.getPreprocessor().addPPCallbacks(std::move(doors));
}

}  // namespace ferrule::checker::rules
