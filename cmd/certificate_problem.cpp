// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/certificate_problem.hpp"

#include <array>
#include <string_view>
#include <vector>

#include "cmd/certificate_facts.hpp"
#include "cmd/text_bytes.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/pki/certificate.hpp"

namespace ferrule::cmd {
namespace {

using Kind = pki::CertificateErrorKind;

struct FERRULE_VIEW Sentence {
  Kind kind;
  std::string_view text;
};

constexpr std::array<Sentence, 6> kSentences{{
    {Kind::UnsupportedSignatureAlgorithm,
     "a certificate is signed with an algorithm that is not accepted (SHA-1 and MD5 are not)"},
    {Kind::NotAnAuthority, "a certificate was issued by one that is no authority"},
    {Kind::BadSignature, "a certificate's signature is wrong: it was forged or damaged"},
    {Kind::EmptyChain, "the server presented no certificate"},
    {Kind::ExtendedKeyUsage, "the certificate is not meant for servers"},
    {Kind::NoAlternativeName, "the certificate names no host (a common name does not count)"},
}};

Problem rejected(const std::string& code, const std::string& headline) {
  return Problem(ExitCode::Certificate, code, headline);
}

/// The certificate the error is about, when the peer presented it and it can be read.
Option<pki::Certificate> subject_of(const pki::CertificateError& error,
                                    Span<const Bytes> chain FERRULE_LIFETIMEBOUND) {
  const usize index = error.presented == pki::CertificateError::kNotPresented ? 0 : error.presented;
  if (index >= chain.size()) {
    return kNone;
  }
  auto certificate = pki::Certificate::parse(chain[index]);
  return certificate ? Option<pki::Certificate>(*certificate) : Option<pki::Certificate>();
}

std::string which(const pki::CertificateError& error, const Presented& presented) {
  if (error.presented == pki::CertificateError::kNotPresented) {
    return presented.place;
  }
  std::string text = presented.place + ", certificate " + std::to_string(error.presented + 1) +
                     " of " + std::to_string(presented.chain.size());
  if (error.presented == 0) {
    text += " (the server's own)";
  }
  return text;
}

Problem name_mismatch(const Presented& presented, const pki::Certificate& leaf) {
  constexpr usize kShown = 6;
  const std::vector<std::string> names = names_of(leaf);
  std::string list;
  for (usize i = 0; i < names.size() && i < kShown; ++i) {
    list += i == 0 ? names[i] : ", " + names[i];
  }
  if (names.size() > kShown) {
    list += " (and " + std::to_string(names.size() - kShown) + " more)";
  }
  if (list.empty()) {
    list = "no name at all";
  }
  return rejected("E-CERT-NAME", "the certificate is valid, but not for \"" + presented.host + "\"")
      .fact("you asked for", presented.host)
      .fact("it is valid for", list)
      .note("why",
            "whoever has a certificate for another name could pose as this one; nothing "
            "was sent to the server")
      .note("hint", "the subject's common name is never used; \"*\" stands for one label only")
      .note("you run the server",
            "add the name to the certificate, or serve the right one for "
            "this name (SNI)")
      .note("you are a visitor",
            "check the address; to test before a DNS change use "
            "--resolve HOST:PORT:ADDRESS");
}

Problem expired(const Presented& presented, const pki::CertificateError& error,
                const pki::Certificate& certificate) {
  return rejected("E-CERT-EXPIRED", "the certificate for " + presented.host + " expired " +
                                        duration_of(error.now - error.limit) + " ago")
      .fact("subject", short_name(certificate.subject))
      .fact("issuer", short_name(certificate.issuer))
      .fact("valid", date_of(certificate.not_before) + " .. " + date_of(certificate.not_after))
      .fact("clock", "this computer's clock says " + date_of(error.now))
      .note("why",
            "after this date the issuer no longer vouches for the key; nothing was sent "
            "to the server")
      .note("you run the server", "renew the certificate and reload the server")
      .note("you are a visitor", "check your clock (timedatectl); otherwise tell the operator");
}

Problem not_yet_valid(const Presented& presented, const pki::CertificateError& error,
                      const pki::Certificate& certificate) {
  return rejected("E-CERT-NOT-YET", "the certificate for " + presented.host +
                                        " is not valid before " + date_of(error.limit))
      .fact("subject", short_name(certificate.subject))
      .fact("valid", date_of(certificate.not_before) + " .. " + date_of(certificate.not_after))
      .fact("clock", "this computer's clock says " + date_of(error.now))
      .note("why", "a clock that is wrong is the usual reason; nothing was sent to the server")
      .note("you are a visitor", "check your clock (timedatectl)");
}

Problem unknown_issuer(const Presented& presented) {
  Problem problem =
      rejected("E-CERT-ISSUER", "nobody this computer trusts has signed this certificate");
  std::string last;
  for (usize i = 0; i < presented.chain.size(); ++i) {
    const auto certificate = pki::Certificate::parse(presented.chain[i]);
    if (certificate) {
      last = short_name(certificate->issuer);
      problem = std::move(problem).fact(std::to_string(i + 1),
                                        short_name(certificate->subject) + ", signed by " + last);
    }
  }
  return std::move(problem)
      .fact("missing", last + ": not sent by the server, and not among the trusted ones")
      .note("why", "anybody can make such a certificate; nothing was sent to the server")
      .note("you run the server",
            "send the whole chain: the certificate first, then its intermediates")
      .note("private authority",
            "give its certificate: --cafile root.pem (system-wide: "
            "update-ca-certificates)");
}

/// The kinds that need no more than a sentence: what people can do about them is the same.
std::string sentence(const pki::CertificateError& error) {
  if (error.kind == Kind::BadDer) {
    return "a certificate cannot be read: its " + std::string(pki::name_of(error.field)) +
           " is malformed (" + std::string(pki::name_of(error.der)) + ")";
  }
  if (error.kind == Kind::WeakKey) {
    return "a certificate's key is too weak: RSA of " + std::to_string(error.found) + " bits";
  }
  for (const Sentence& known : kSentences) {
    if (known.kind == error.kind) {
      return std::string(known.text);
    }
  }
  return "the certificate breaks a rule: " + std::string(pki::name_of(error.kind));
}

Problem other(const pki::CertificateError& error, const Option<pki::Certificate>& certificate) {
  Problem problem = rejected("E-CERT-INVALID", sentence(error))
                        .fact("check", std::string(pki::name_of(error.kind)));
  if (error.kind == Kind::BadSignature) {
    problem.code = "E-CERT-SIGNATURE";
  }
  if (certificate) {
    problem = std::move(problem)
                  .fact("subject", short_name(certificate->subject))
                  .fact("issuer", short_name(certificate->issuer));
  }
  return std::move(problem)
      .note("why", "such a certificate proves nothing; nothing was sent to the server")
      .note("you run the server", "get a new certificate from your authority")
      .note("you are a visitor", "tell the operator");
}

Problem explained(const pki::CertificateError& error, const Presented& presented,
                  const Option<pki::Certificate>& certificate) {
  if (error.kind == Kind::UnknownIssuer) {
    return unknown_issuer(presented);
  }
  if (certificate && error.kind == Kind::NameMismatch) {
    return name_mismatch(presented, *certificate);
  }
  if (certificate && error.kind == Kind::Expired) {
    return expired(presented, error, *certificate);
  }
  if (certificate && error.kind == Kind::NotYetValid) {
    return not_yet_valid(presented, error, *certificate);
  }
  return other(error, certificate);
}

}  // namespace

Problem certificate_problem(const pki::CertificateError& error, const Presented& presented) {
  return explained(error, presented, subject_of(error, presented.chain))
      .at(which(error, presented));
}

}  // namespace ferrule::cmd
