// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/trust_store.hpp"

#include <cstdlib>

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/pki/path/checks.hpp"
#include "ferrule/pki/pem.hpp"

namespace ferrule::io {
namespace {

using pki::Profile;
using pki::TrustAnchorError;
using pki::TrustAnchorErrorKind;
using pki::TrustAnchors;

TrustStoreError at_file(FileError error, const FilePath& path) {
  TrustStoreError made;
  made.file = error;
  made.path = path;
  return made;
}
TrustStoreError at_anchor(const TrustAnchorError& error, const FilePath& path) {
  TrustStoreError made;
  made.anchors = error;
  made.path = path;
  return made;
}

Result<FilePath, TrustStoreError> make_path(std::string_view text) {
  return FilePath::make(text).map_err([](FileError error) { return at_file(error, FilePath()); });
}

Result<ByteVec, TrustStoreError> read(const FilePath& path) {
  return read_file(system_allocator(), path).map_err([&](FileError error) {
    return at_file(error, path);
  });
}

/// Public, unless the certificate is a root of before the rules for roots.
Profile public_profile_of(Bytes der) {
  const auto parsed = pki::Certificate::parse(der);
  return parsed && pki::check_public_anchor(*parsed) ? Profile::Public : Profile::Private;
}

/// Adds what can be read and skips the rest; only a lack of memory is an error.
class FERRULE_VIEW TolerantLoader {
 public:
  TolerantLoader(TrustAnchors& anchors FERRULE_LIFETIMEBOUND, Profile profile)
      : anchors_{anchors}, profile_{profile} {}

  [[nodiscard]] Result<void, TrustStoreError> add(const FilePath& path) {
    const Result<ByteVec, TrustStoreError> text = read(path);
    if (!text) {
      ++summary_.skipped;
      return is_out_of_memory(text.error()) ? Result<void, TrustStoreError>(Err{text.error()})
                                            : Result<void, TrustStoreError>(ok());
    }
    return add_text(text->span(), path);
  }
  [[nodiscard]] TrustStoreSummary summary() const { return summary_; }

 private:
  TrustAnchors& anchors_;
  Profile profile_;
  TrustStoreSummary summary_;

  static bool is_out_of_memory(const TrustStoreError& error) {
    return error.file && error.file->kind == FileErrorKind::OutOfMemory;
  }

  Result<void, TrustStoreError> add_text(Bytes text, const FilePath& path) {
    pki::PemReader reader(text);
    const usize before = summary_.added;
    while (true) {
      const auto section = reader.next();
      if (!section || !section->has_value()) {
        // After a broken boundary there is no telling what is text and what is not.
        summary_.skipped += !section || summary_.added == before ? usize{1} : usize{0};
        return ok();
      }
      if ((*section)->label == pki::PemLabel::Certificate) {
        TRYV(add_section(**section, path));
      }
    }
  }

  Result<void, TrustStoreError> add_section(const pki::PemSection& section, const FilePath& path) {
    ByteVec der(system_allocator());
    if (!section.decode(der)) {
      ++summary_.skipped;
      return ok();
    }
    const Profile profile = profile_ == Profile::Public ? public_profile_of(der.span()) : profile_;
    const Result<void, TrustAnchorError> added = anchors_.add_der(der.span(), profile);
    if (!added && added.error().kind == TrustAnchorErrorKind::OutOfMemory) {
      return Err{at_anchor(added.error(), path)};
    }
    ++(added ? summary_.added : summary_.skipped);
    return ok();
  }
};

/// A file of many certificates, of which one at least can be read.
Result<TrustStoreSummary, TrustStoreError> add_bundle(TrustAnchors& anchors, std::string_view path,
                                                      Profile profile) {
  TRY(const FilePath file, make_path(path));
  TRYV(read(file));  // the loader skips files; this one has to be there
  TolerantLoader loader(anchors, profile);
  TRYV(loader.add(file));
  if (loader.summary().added == 0) {
    return Err{at_anchor(TrustAnchorErrorKind::NoCertificate, file)};
  }
  return loader.summary();
}

Result<TrustStoreSummary, TrustStoreError> add_named(TrustAnchors& anchors,
                                                     const SystemStoreLocations& locations) {
  TrustStoreSummary summary;
  if (!locations.file.empty()) {
    TRY(summary, add_bundle(anchors, locations.file, Profile::Private));
  }
  if (!locations.directory.empty()) {
    TRY(const TrustStoreSummary more,
        add_anchors_from_directory(anchors, locations.directory, Profile::Private));
    summary.added += more.added;
    summary.skipped += more.skipped;
  }
  return summary;
}

FERRULE_STATIC_LIFETIME std::string_view environment(const char* name) {
  UNSAFE("name ends in a zero byte, and so does what getenv() gives when it is not null") {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
  }
}

}  // namespace

Result<usize, TrustStoreError> add_anchors_from_file(TrustAnchors& anchors, std::string_view path,
                                                     Profile profile) {
  TRY(const FilePath file, make_path(path));
  TRY(const ByteVec text, read(file));
  return anchors.add_pem(text.span(), profile).map_err([&](const TrustAnchorError& error) {
    return at_anchor(error, file);
  });
}

Result<TrustStoreSummary, TrustStoreError> add_anchors_from_directory(TrustAnchors& anchors,
                                                                      std::string_view path,
                                                                      Profile profile) {
  TRY(const FilePath folder, make_path(path));
  TRY(Directory directory,
      Directory::open(folder).map_err([&](FileError error) { return at_file(error, folder); }));
  TolerantLoader loader(anchors, profile);
  while (const Option<FilePath::Name> name = directory.next()) {
    TRY(const FilePath file, FilePath::join(folder, *name).map_err([&](FileError error) {
      return at_file(error, folder);
    }));
    TRYV(loader.add(file));
  }
  return loader.summary();
}

SystemStoreLocations SystemStoreLocations::from_environment() {
  SystemStoreLocations locations;
  locations.file = environment("SSL_CERT_FILE");
  locations.directory = environment("SSL_CERT_DIR");
  return locations;
}

Result<TrustStoreSummary, TrustStoreError> add_system_anchors(
    TrustAnchors& anchors, const SystemStoreLocations& locations) {
  // Environments like to name what is the default anyway.
  const bool names_file = !locations.file.empty() && locations.file != locations.bundle;
  const bool names_directory =
      !locations.directory.empty() && !locations.bundle.starts_with(locations.directory);
  if (names_file || names_directory) {
    return add_named(anchors, locations);
  }
  TRY(TrustStoreSummary summary, add_bundle(anchors, locations.bundle, Profile::Public));
  const auto local = add_anchors_from_directory(anchors, locations.local, Profile::Private);
  if (local) {
    summary.skipped += local->skipped;
  } else if (!local.error().file) {
    return Err{local.error()};
  }
  return summary;
}

}  // namespace ferrule::io
