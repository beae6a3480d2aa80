// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/pem_problem.hpp"

namespace ferrule::cmd {
namespace {

std::string explain(pki::PemErrorKind kind) {
  switch (kind) {
    case pki::PemErrorKind::BadBoundary: return "a BEGIN or END line is malformed";
    case pki::PemErrorKind::UnexpectedEnd: return "an END line comes without its BEGIN line";
    case pki::PemErrorKind::LabelMismatch: return "the END line has another label than BEGIN";
    case pki::PemErrorKind::MissingEnd: return "the file ends inside a section";
    case pki::PemErrorKind::BadBase64: return "a line is not Base64";
    case pki::PemErrorKind::EncryptedKey: return "the private key is protected by a passphrase";
    case pki::PemErrorKind::OutOfMemory: return "there is not enough memory";
  }
  return "the file is malformed";
}

/// A SEQUENCE, and bytes that no text has.
bool looks_like_der(const std::string& text) {
  bool binary = false;
  for (const char c : text.substr(0, 64)) {
    binary = binary || c < '\t' || c > '~';
  }
  return text.starts_with('\x30') && binary;
}

}  // namespace

Problem pem_problem(const pki::PemError& error, const std::string& path,
                    const std::string& option) {
  const bool encrypted = error.kind == pki::PemErrorKind::EncryptedKey;
  return Problem(ExitCode::Config, "E-PEM",
                 path + " cannot be used: " + explain(error.kind) + " (line " +
                     std::to_string(error.line) + ")")
      .at(option + " " + path + ":" + std::to_string(error.line))
      .note("do", encrypted ? "decrypt it: openssl pkey -in " + path + " -out plain.key"
                            : "look at that line; the file must be PEM text");
}

Problem with_advice_on_form(Problem problem, const std::string& text, const std::string& path,
                            const std::string& tool) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return std::move(problem).note("this is UTF-16",
                                   "convert it: iconv -f UTF-16 -t UTF-8 -o new.pem " + path);
  }
  if (!looks_like_der(text)) {
    return problem;
  }
  return std::move(problem).note(
      "this is DER", "convert it: openssl " + tool + " -inform DER -in " + path + " -out new.pem");
}

}  // namespace ferrule::cmd
