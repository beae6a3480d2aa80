// SPDX-License-Identifier: Apache-2.0 OR MIT
// PEM: any text may be given as a file of certificates or keys.
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/pem.hpp"
#include "ferrule/pki/trust_anchors.hpp"
#include "fuzz/input.hpp"

namespace ferrule::fuzz {

void run(Bytes input) {
  pki::PemReader reader(input);
  usize sections = 0;
  u32 last_line = 0;
  while (true) {
    const auto section = reader.next();
    if (!section) {
      ensure(section.error().line >= 1 && section.error().line <= input.size() + 1);
      break;
    }
    if (!section->has_value()) {
      break;
    }
    ++sections;
    ensure((*section)->line > last_line);
    last_line = (*section)->line;
    ByteVec der(system_allocator());
    const auto decoded = (*section)->decode(der);
    ensure(der.size() <= (*section)->body.size() / 4 * 3);
    ensure(decoded || decoded.error().kind == pki::PemErrorKind::BadBase64);
  }
  pki::TrustAnchors anchors(system_allocator());
  const auto added = anchors.add_pem(input);
  ensure(added ? anchors.size() <= sections : anchors.empty());
}

}  // namespace ferrule::fuzz
