// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/report/sink.hpp"

#include "checker/ast/marks.hpp"
#include "checker/ast/names.hpp"

namespace ferrule::checker {
namespace {

constexpr std::size_t kShortestReason = 12;

/// Whoever spelled the macro: these have no sound use.
constexpr Names<2> kAlwaysOurs = {"asm", "varargs"};
/// What a macro of a C header may do to memory. Its casts and comparisons of integers are of no
/// interest.
constexpr Names<6> kMemoryRules = {"call-c",    "call-indirect", "ptr-arith",
                                   "ptr-deref", "subscript",     "union"};

}  // namespace

void Sink::report(const Finding& finding) {
  if (open_.empty()) {
    emit(finding);
  } else {
    count(open_.back(), finding);
  }
}

void Sink::report_at(Node<Stmt> where, const Finding& finding) {
  if (auto mark = where ? unsafe_mark(where) : std::nullopt; mark) {
    where = mark->body;
  }
  if (where && sheltered_.contains(where)) {
    count(sheltered_.at(where), finding);
  } else {
    emit(finding);
  }
}

void Sink::enter(SourceLocation at, Region region) {
  const std::string key = origins_.key(at);
  if (region.reason.size() < kShortestReason) {
    emit({"reason", at,
          "UNSAFE needs its reason: a sentence that shows why the operation is right"});
  }
  if (!open_.empty() && open_.back() != key) {
    emit({"nested-unsafe", at, "UNSAFE inside UNSAFE; make the outer region smaller"});
  }
  const auto [place, is_new] = regions_.try_emplace(key, region);
  if (is_new) {
    places_.emplace(key, at);
  }
  open_.push_back(key);
}

void Sink::saw(Node<Stmt> statement) {
  if (!open_.empty()) {
    sheltered_.emplace(statement, open_.back());
  }
}

void Sink::declare(SourceLocation at, Region region, const std::string& rule) {
  enter(at, std::move(region));
  count(open_.back(), {rule, at, ""});
  leave();
}

void Sink::count(const std::string& region, const Finding& finding) {
  if (origins_.of(finding.at) == Origin::Library && !is_one_of(kAlwaysOurs, finding.rule)) {
    return;
  }
  if (seen_.insert("in region|" + finding.rule + "|" + origins_.key(finding.at)).second) {
    ++regions_.at(region).operations[finding.rule];
  }
}

void Sink::emit(const Finding& finding) {
  if (!origins_.in_our_file(finding.at)) {
    return;
  }
  std::string rule = finding.rule;
  std::string message = finding.message;
  switch (origins_.of(finding.at)) {
    case Origin::Ours: break;
    case Origin::Library:
      if (!is_one_of(kAlwaysOurs, finding.rule)) {
        return;
      }
      break;
    case Origin::CMacro:
      if (is_one_of(kMemoryRules, finding.rule)) {
        rule = "call-c";
        message = "macro '" + origins_.macro_name(finding.at) +
                  "' of a C header works on memory; wrap it once in a small safe function";
      } else if (!is_one_of(kAlwaysOurs, finding.rule)) {
        return;
      }
      break;
  }
  if (!seen_.insert(rule + "|" + origins_.key(finding.at)).second) {
    return;
  }
  DiagnosticsEngine& diagnostics = context_.getDiagnostics();
  diagnostics.Report(finding.at,
                     diagnostics.getCustomDiagID(DiagnosticsEngine::Error, "%0 [ferrule-%1]"))
      << message << rule;
  if (finding.note.at.isValid()) {
    diagnostics.Report(finding.note.at, diagnostics.getCustomDiagID(DiagnosticsEngine::Note, "%0"))
        << finding.note.text;
  }
}

void Sink::report_unused() {
  for (const auto& [key, region] : regions_) {
    // Whether a template's region is used shows only where it is instantiated; the ledger sees all
    // of them.
    if (region.operations.empty() && !region.in_template) {
      emit({"unused-unsafe", places_.at(key), "UNSAFE shelters no unsafe operation; remove it"});
    }
  }
}

}  // namespace ferrule::checker
