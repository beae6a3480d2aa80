// SPDX-License-Identifier: Apache-2.0 OR MIT
// The parts of Clang that the rules and the flow pass read.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

namespace ferrule::checker {
// Every file of this folder speaks of the syntax tree; its names are Clang's.
using namespace clang;  // NOLINT(google-build-using-namespace)
}  // namespace ferrule::checker
