// SPDX-License-Identifier: Apache-2.0 OR MIT
// Trust anchors from files, directories and the system's own store.
#pragma once

#include <string_view>

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file.hpp"
#include "ferrule/pki/trust_anchors.hpp"

namespace ferrule::io {

struct TrustStoreError {
  /// Set when the file could not be read; else `anchors` says what is wrong with it, and in which
  /// line.
  Option<FileError> file;
  pki::TrustAnchorError anchors = pki::TrustAnchorErrorKind::NoCertificate;
  FilePath path;
};

/// Adds every certificate of a PEM file, all or none; tells how many there were.
[[nodiscard]] Result<usize, TrustStoreError> add_anchors_from_file(
    pki::TrustAnchors& anchors, std::string_view path,
    pki::Profile profile = pki::Profile::Private);

/// What a store gave.
struct TrustStoreSummary {
  usize added = 0;    ///< certificates, those included that were there already
  usize skipped = 0;  ///< sections and files that hold no certificate that can be read
};

/// Adds the certificates of every file in a directory, such as one that `openssl rehash` made.
/// Files that cannot be read, or hold no certificate, are skipped and counted.
[[nodiscard]] Result<TrustStoreSummary, TrustStoreError> add_anchors_from_directory(
    pki::TrustAnchors& anchors, std::string_view path,
    pki::Profile profile = pki::Profile::Private);

/// Where the system keeps its roots. The defaults are Debian's.
struct FERRULE_VIEW SystemStoreLocations {
  /// Publicly trusted roots, and local ones among them.
  std::string_view bundle = "/etc/ssl/certs/ca-certificates.crt";
  /// The local ones: certificates that an administrator added. They are trusted under
  /// Profile::Private.
  std::string_view local = "/usr/local/share/ca-certificates";
  /// What the user put in their place (SSL_CERT_FILE and SSL_CERT_DIR); empty for nothing.
  std::string_view file;
  std::string_view directory;

  /// The defaults, with SSL_CERT_FILE and SSL_CERT_DIR of the environment. The views last until the
  /// environment changes.
  FERRULE_STATIC_LIFETIME [[nodiscard]] static SystemStoreLocations from_environment();
};

/// Adds the system's roots. Those of the bundle are trusted under Profile::Public, except the few
/// that are older than the rules for roots and do not meet them. One that cannot be read harms no
/// other. What the user named instead is trusted under Profile::Private, and has to be there.
[[nodiscard]] Result<TrustStoreSummary, TrustStoreError> add_system_anchors(
    pki::TrustAnchors& anchors,
    const SystemStoreLocations& locations = SystemStoreLocations::from_environment());

}  // namespace ferrule::io
