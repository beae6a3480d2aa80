// SPDX-License-Identifier: GPL-2.0 OR MIT
// The functions of libclang that take and give plain values, under shorter names. They check what
// they are given: a null or unfit value has a null answer.
#pragma once

#include <clang-c/Index.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::bindgen {

template <typename To, typename... From>
using Query = To (*)(From...);

struct Queries {
  Query<CXType, CXType> canonical_type = nullptr;
  Query<CXType, CXType> pointee_type = nullptr;
  Query<CXType, CXType> element_type = nullptr;
  Query<CXType, CXType> result_type = nullptr;
  Query<CXType, CXType> unqualified_type = nullptr;
  Query<int, CXType> argument_types = nullptr;
  Query<CXType, CXType, unsigned> argument_type = nullptr;
  Query<unsigned, CXType> is_variadic = nullptr;
  Query<unsigned, CXType> is_const = nullptr;
  Query<unsigned, CXType> is_volatile = nullptr;
  Query<unsigned, CXType> is_restrict = nullptr;
  Query<long long, CXType> array_size = nullptr;
  Query<long long, CXType> size_of = nullptr;
  Query<long long, CXType> align_of = nullptr;
  Query<CXString, CXType> type_spelling = nullptr;
  Query<CXCursor, CXType> type_declaration = nullptr;
  Query<CXString, CXCursor> cursor_spelling = nullptr;
  Query<CXString, CXCursor, CXPrintingPolicy> cursor_source = nullptr;
  Query<CXString, CXCursor> mangling = nullptr;
  Query<CXType, CXCursor> cursor_type = nullptr;
  Query<CXType, CXCursor> underlying_type = nullptr;
  Query<CXType, CXCursor> enum_integer = nullptr;
  Query<long long, CXCursor> signed_value = nullptr;
  Query<unsigned long long, CXCursor> unsigned_value = nullptr;
  Query<unsigned, CXCursor> is_definition = nullptr;
  Query<unsigned, CXCursor> is_unnamed = nullptr;
  Query<unsigned, CXCursor> is_anonymous = nullptr;
  Query<unsigned, CXCursor> is_bit_field = nullptr;
  Query<CX_StorageClass, CXCursor> storage_class = nullptr;
  Query<long long, CXCursor> field_offset = nullptr;
  Query<int, CXCursor> parameters = nullptr;
  Query<CXCursor, CXCursor, unsigned> parameter = nullptr;
  Query<CXCursor, CXCursor> definition = nullptr;
  Query<int, CXCursor> is_null = nullptr;
  Query<CXString, CXFile> file_name = nullptr;
  Query<CXEvalResult, CXCursor> evaluate = nullptr;
  Query<CXEvalResultKind, CXEvalResult> result_kind = nullptr;
  Query<unsigned, CXEvalResult> result_is_unsigned = nullptr;
  Query<unsigned long long, CXEvalResult> result_unsigned = nullptr;
  Query<long long, CXEvalResult> result_signed = nullptr;
  Query<void, CXEvalResult> dispose_result = nullptr;
  Query<CXCursor, CXTranslationUnit> root = nullptr;
  Query<unsigned, CXTranslationUnit> diagnostics = nullptr;
  Query<CXDiagnostic, CXTranslationUnit, unsigned> diagnostic = nullptr;
  Query<CXDiagnosticSeverity, CXDiagnostic> severity = nullptr;
  Query<CXSourceLocation, CXDiagnostic> diagnostic_location = nullptr;
  Query<CXString, CXDiagnostic> diagnostic_text = nullptr;
  Query<void, CXDiagnostic> dispose_diagnostic = nullptr;
};

[[nodiscard]] constexpr Queries queries() {
  FERRULE_UNSAFE("these are only named here; ask() is what calls them, with its own reason") {
    return {
        .canonical_type = clang_getCanonicalType,
        .pointee_type = clang_getPointeeType,
        .element_type = clang_getArrayElementType,
        .result_type = clang_getResultType,
        .unqualified_type = clang_getUnqualifiedType,
        .argument_types = clang_getNumArgTypes,
        .argument_type = clang_getArgType,
        .is_variadic = clang_isFunctionTypeVariadic,
        .is_const = clang_isConstQualifiedType,
        .is_volatile = clang_isVolatileQualifiedType,
        .is_restrict = clang_isRestrictQualifiedType,
        .array_size = clang_getArraySize,
        .size_of = clang_Type_getSizeOf,
        .align_of = clang_Type_getAlignOf,
        .type_spelling = clang_getTypeSpelling,
        .type_declaration = clang_getTypeDeclaration,
        .cursor_spelling = clang_getCursorSpelling,
        .cursor_source = clang_getCursorPrettyPrinted,
        .mangling = clang_Cursor_getMangling,
        .cursor_type = clang_getCursorType,
        .underlying_type = clang_getTypedefDeclUnderlyingType,
        .enum_integer = clang_getEnumDeclIntegerType,
        .signed_value = clang_getEnumConstantDeclValue,
        .unsigned_value = clang_getEnumConstantDeclUnsignedValue,
        .is_definition = clang_isCursorDefinition,
        .is_unnamed = clang_Cursor_isAnonymous,
        .is_anonymous = clang_Cursor_isAnonymousRecordDecl,
        .is_bit_field = clang_Cursor_isBitField,
        .storage_class = clang_Cursor_getStorageClass,
        .field_offset = clang_Cursor_getOffsetOfField,
        .parameters = clang_Cursor_getNumArguments,
        .parameter = clang_Cursor_getArgument,
        .definition = clang_getCursorDefinition,
        .is_null = clang_Cursor_isNull,
        .file_name = clang_getFileName,
        .evaluate = clang_Cursor_Evaluate,
        .result_kind = clang_EvalResult_getKind,
        .result_is_unsigned = clang_EvalResult_isUnsignedInt,
        .result_unsigned = clang_EvalResult_getAsUnsigned,
        .result_signed = clang_EvalResult_getAsLongLong,
        .dispose_result = clang_EvalResult_dispose,
        .root = clang_getTranslationUnitCursor,
        .diagnostics = clang_getNumDiagnostics,
        .diagnostic = clang_getDiagnostic,
        .severity = clang_getDiagnosticSeverity,
        .diagnostic_location = clang_getDiagnosticLocation,
        .diagnostic_text = clang_getDiagnosticSpelling,
        .dispose_diagnostic = clang_disposeDiagnostic,
    };
  }
}

/// Asks libclang one thing.
template <auto kQuestion, typename... Args>
auto ask(Args... args) {
  FERRULE_UNSAFE(
      "libclang's queries check what they are given: a null or unfit value has a null answer") {
    return (queries().*kQuestion)(args...);
  }
}

}  // namespace ferrule::kernel::bindgen
