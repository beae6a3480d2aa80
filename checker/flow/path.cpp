// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/flow/path.hpp"

#include <algorithm>

namespace ferrule::checker::flow {
namespace {

constexpr unsigned kDeepest = 4;  // beyond it, owners are one: a change of any ends views into all

}  // namespace

bool Path::overlaps(const Path& other) const {
  if (root != other.root || !(variable == other.variable)) {
    return false;
  }
  const std::size_t common = std::min(fields.size(), other.fields.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (!(fields[i] == other.fields[i])) {
      return false;
    }
  }
  return true;
}

std::string Path::name() const {
  std::string text = root == Root::This        ? "this"
                     : root == Root::Temporary ? "a temporary"
                                               : variable->getNameAsString();
  for (Node<FieldDecl> field : fields) {
    text += "." + field->getNameAsString();
  }
  return text;
}

void add(Loans& to, const Loans& from) {
  for (const Loan& loan : from) {
    to.insert(loan);
  }
}

Loans deepened(const Loans& loans) {
  Loans deeper;
  for (Loan loan : loans) {
    loan.depth = std::min(loan.depth + 1, kDeepest);
    deeper.insert(std::move(loan));
  }
  return deeper;
}

Loan made_opaque(Loan loan) {
  loan.opaque = true;
  return loan;
}

}  // namespace ferrule::checker::flow
