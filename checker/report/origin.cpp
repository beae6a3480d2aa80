// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/report/origin.hpp"

#include <algorithm>
#include <filesystem>

#include "checker/ast/names.hpp"
#include "clang/Lex/Lexer.h"

namespace ferrule::checker {
namespace {

/// C++ libraries: the body of a macro of theirs is as trusted as the body of a function of theirs.
constexpr Names<8> kLibraries = {"/c++/",  "/gtest/", "/gmock/", "/boost/",
                                 "/asio/", "/clang/", "/llvm/",  "/benchmark/"};
/// Macros of C headers that are sound whatever they are given.
constexpr Names<4> kSoundCMacros = {"assert", "errno", "offsetof", "static_assert"};

}  // namespace

Origins::Origins(const ASTContext& context, std::string root)
    : context_(context), root_(std::move(root)) {
  if (!root_.empty()) {
    root_ = std::filesystem::absolute(root_).lexically_normal().string();
    if (!root_.ends_with('/')) {
      root_ += '/';
    }
  }
}

bool Origins::in_our_file(SourceLocation at) const {
  if (at.isInvalid()) {
    return false;
  }
  SourceLocation expanded = sources().getExpansionLoc(at);
  return !sources().isInSystemHeader(expanded) && !sources().getFilename(expanded).empty();
}

SourceLocation Origins::written_at(SourceLocation at) const {
  while (at.isMacroID()) {
    if (sources().isMacroArgExpansion(at)) {
      at = sources().getImmediateSpellingLoc(at);
      continue;
    }
    SourceLocation body = sources().getImmediateSpellingLoc(at);
    if (!sources().isWrittenInScratchSpace(body)) {
      return body;
    }
    at = sources()
             .getImmediateExpansionRange(at)
             .getBegin();  // a pasted token: ask where it was pasted
  }
  return at;
}

Origin Origins::of(SourceLocation at) const {
  if (!in_our_file(at)) {
    return Origin::Library;
  }
  SourceLocation written = written_at(at);
  if (!sources().isInSystemHeader(written)) {
    return Origin::Ours;
  }
  llvm::StringRef file = sources().getFilename(written);
  if (std::ranges::any_of(kLibraries,
                          [&](std::string_view folder) { return file.contains(folder); })) {
    return Origin::Library;
  }
  const bool sound = is_one_of(kSoundCMacros, macro_name(at));
  return sound ? Origin::Library : Origin::CMacro;
}

std::string Origins::macro_name(SourceLocation at) const {
  if (!at.isMacroID()) {
    return {};
  }
  // The outermost macro of the system header is the one that a person wrote.
  while (true) {
    SourceLocation caller = sources().getImmediateMacroCallerLoc(at);
    if (!caller.isMacroID() || !sources().isInSystemHeader(sources().getSpellingLoc(caller))) {
      break;
    }
    at = caller;
  }
  return Lexer::getImmediateMacroName(at, sources(), context_.getLangOpts()).str();
}

std::string Origins::key(SourceLocation at) const {
  PresumedLoc place = sources().getPresumedLoc(sources().getFileLoc(at));
  if (place.isInvalid()) {
    return "?";
  }
  UNSAFE("the name of a valid PresumedLoc is a terminated string kept by the SourceManager") {
    return relative(place.getFilename()) + ":" + std::to_string(place.getLine()) + ":" +
           std::to_string(place.getColumn());
  }
}

std::string Origins::relative(std::string_view path) const {
  if (root_.empty()) {
    return std::filesystem::path(path).lexically_normal().string();
  }
  std::string whole = std::filesystem::absolute(path).lexically_normal().string();
  return whole.starts_with(root_) ? whole.substr(root_.size()) : whole;
}

unsigned Origins::line(SourceLocation at) const { return sources().getExpansionLineNumber(at); }

}  // namespace ferrule::checker
