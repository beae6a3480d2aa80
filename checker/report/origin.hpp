// SPDX-License-Identifier: Apache-2.0 OR MIT
// Whose code is at a source location?
#pragma once

#include <string>
#include <string_view>

#include "checker/ast/node.hpp"

namespace ferrule::checker {

enum class Origin {
  Ours,  ///< written in a first-party file, directly, in our macro or as an argument of any macro
  Library,  ///< in a system header, or in the body of a macro of a C++ library (GoogleTest, assert,
            ///< errno)
  CMacro,   ///< in the body of a macro of a C header, spelled out in our file: like a call of C
};

/// Answers for one translation unit; relative paths start at `root`.
class FERRULE_VIEW Origins {
 public:
  Origins(const ASTContext& context FERRULE_LIFETIMEBOUND, std::string root);

  Origin of(SourceLocation at) const;
  /// Is the code written in, or expanded into, a first-party file? Such declarations are walked.
  bool in_our_file(SourceLocation at) const;
  /// The name of the macro whose body is at `at`.
  std::string macro_name(SourceLocation at) const;
  /// "folder/file:line:column" of what a person sees there.
  std::string key(SourceLocation at) const;
  unsigned line(SourceLocation at) const;

 private:
  const ASTContext& context_;
  std::string root_;

  const SourceManager& sources() const FERRULE_LIFETIMEBOUND { return context_.getSourceManager(); }
  SourceLocation written_at(SourceLocation at) const;
  std::string relative(std::string_view path) const;
};

}  // namespace ferrule::checker
