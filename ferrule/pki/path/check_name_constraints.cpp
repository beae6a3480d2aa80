// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/try.hpp"
#include "ferrule/pki/der/der.hpp"
#include "ferrule/pki/name/directory_name.hpp"
#include "ferrule/pki/name/name_subtree.hpp"
#include "ferrule/pki/oid.hpp"
#include "ferrule/pki/path/checks.hpp"

namespace ferrule::pki {

namespace {

using Kind = CertificateErrorKind;

/// One authority's constraints at work on the names of one certificate.
struct FERRULE_VIEW Constrained {
  const NameConstraints& constraints;
  Profile profile;
  Budget& budget;
};

/// GeneralSubtree. "minimum MUST be zero, and maximum MUST be absent": DER leaves both out.
Result<GeneralName, DerError> read_subtree(DerReader& subtrees FERRULE_LIFETIMEBOUND) {
  TRY(Bytes content, subtrees.read(DerTag::Sequence));
  TRY(const GeneralName base, take_general_name(content));
  if (!content.empty()) {
    return Err{DerError::TrailingData};
  }
  return base;
}

CertificateError explain(SubtreeMatch match, const GeneralName& name, const GeneralName& base) {
  if (match == SubtreeMatch::BadBase) {
    return CertificateError::with_detail(Kind::BadNameConstraint, base.value);
  }
  const Kind kind = match == SubtreeMatch::BadName       ? Kind::BadAlternativeName
                    : match == SubtreeMatch::Unsupported ? Kind::UnsupportedConstraint
                                                         : Kind::NameConstraint;
  return CertificateError::with_detail(kind, name.value);
}

/// What the subtrees say about a name.
struct Verdict {
  bool any_of_form = false;
  bool any_inside = false;
};

Result<Verdict, CertificateError> judge(const GeneralName& name, Bytes subtrees, SubtreeUse use,
                                        const Constrained& by) {
  Verdict verdict;
  DerReader reader(subtrees);
  while (!reader.empty()) {
    TRYV(by.budget.spend_comparison());
    const Result<GeneralName, DerError> base = read_subtree(reader);
    if (!base) {
      return Err{CertificateError::bad_der(CertificateField::NameConstraints, base.error())};
    }
    if (base->type != name.type) {
      continue;
    }
    const SubtreeMatch match = match_subtree(name, *base, use, by.profile);
    if (match != SubtreeMatch::Inside && match != SubtreeMatch::Outside) {
      return Err{explain(match, name, *base)};
    }
    verdict.any_of_form = true;
    verdict.any_inside = verdict.any_inside || match == SubtreeMatch::Inside;
  }
  return verdict;
}

/// No excluded subtree holds the name, and if there are permitted ones of its form, one of them
/// does.
Result<void, CertificateError> check_name(const GeneralName& name, const Constrained& by) {
  TRY(const Verdict excluded, judge(name, by.constraints.excluded, SubtreeUse::Excluded, by));
  TRY(const Verdict permitted, judge(name, by.constraints.permitted, SubtreeUse::Permitted, by));
  if (excluded.any_inside || (permitted.any_of_form && !permitted.any_inside)) {
    return Err{CertificateError::with_detail(Kind::NameConstraint, name.value)};
  }
  return ok();
}

/// "When the subject alternative name extension is not present, the constraint on rfc822Name
/// applies to the attribute of type emailAddress in the subject distinguished name" (RFC
/// 5280, 4.2.1.10).
Result<void, CertificateError> check_subject_emails(Bytes subject, const Constrained& by) {
  NameAttributes attributes(subject);
  while (const Option<NameAttribute> attribute = attributes.next()) {
    if (equal(attribute->oid, oid::kEmailAddress.span())) {
      TRYV(check_name(GeneralName{GeneralNameType::Email, attribute->value.content}, by));
    }
  }
  return ok();
}

Result<void, CertificateError> check_all_names(const Certificate& certificate,
                                               const Constrained& by) {
  if (!certificate.subject.empty()) {
    TRYV(check_name(GeneralName{GeneralNameType::Directory, certificate.subject}, by));
  }
  GeneralNames names = certificate.names();
  bool has_email = false;
  while (const Option<GeneralName> name = names.next()) {
    has_email = has_email || name->type == GeneralNameType::Email;
    TRYV(check_name(*name, by));
  }
  return has_email ? Result<void, CertificateError>(ok())
                   : check_subject_emails(certificate.subject, by);
}

}  // namespace

Result<void, CertificateError> check_name_constraints(Span<const Certificate> path, Profile profile,
                                                      Budget& budget) {
  for (usize above = path.size() - 1; above > 0; --above) {
    if (!path[above].extensions.has(ExtensionId::NameConstraints)) {
      continue;
    }
    const Constrained by{path[above].extensions.name_constraints, profile, budget};
    for (usize depth = above; depth > 0; --depth) {
      const Certificate& certificate = path[depth - 1];
      // "Name constraints are not applied to self-issued certificates (unless the certificate is
      // the final certificate in the path)."
      if (depth > 1 && certificate.is_self_issued()) {
        continue;
      }
      Result<void, CertificateError> checked = check_all_names(certificate, by);
      if (!checked) {
        const bool is_about_constraint =
            checked.error().kind == Kind::BadNameConstraint || checked.error().kind == Kind::BadDer;
        checked.error().depth = static_cast<u8>(is_about_constraint ? above : depth - 1);
        checked.error().constrained_by = static_cast<u8>(above);
        return Err{checked.error()};
      }
    }
  }
  return ok();
}

}  // namespace ferrule::pki
