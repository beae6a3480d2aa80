// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/image.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "cmd/cache_folder.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"
#include "cmd/kernel_release.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd::guest {
namespace {

namespace fs = std::filesystem;

constexpr u32 kDownloadMs = 600'000;
constexpr u32 kUnpackMs = 300'000;

bool is_readable(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && read_whole(path).has_value();
}

/// It becomes a part of paths and of a package's name.
bool is_release(const std::string& text) {
  constexpr std::string_view kOther = "+-._~";
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!plain && kOther.find(c) == kOther.npos) {
      return false;
    }
  }
  return !text.empty() && text[0] >= '0' && text[0] <= '9' && text.find("..") == text.npos;
}

Problem no_image(const std::string& release, std::string headline, const ImagePlaces& places) {
  return Problem(ExitCode::Config, "E-KERNEL-IMAGE", std::move(headline))
      .fact("kernel", release)
      .note("or", "put the image where it is looked for: " + places.cache + "/images/" + release +
                      "/vmlinuz-" + release);
}

/// The last lines that a tool said.
std::string end_of(const std::string& output) {
  const std::vector<std::string> lines = lines_of(trimmed(output));
  std::string text;
  for (usize i = lines.size() > 3 ? lines.size() - 3 : 0; i < lines.size(); ++i) {
    text += (text.empty() ? "" : "; ") + trimmed(lines[i]);
  }
  return text;
}

Result<std::string, Problem> download(const std::string& release, const std::string& folder,
                                      const ImagePlaces& places) {
  const std::string package = "linux-image-" + release;
  const auto done =
      run({.words = {places.apt_get, "download", package}, .folder = folder}, kDownloadMs);
  if (!done) {
    return Err{no_image(release, "the kernel image is not here, and apt-get cannot be run", places)
                   .fact("reason", describe_errno(done.error()))};
  }
  if (done->timed_out) {
    return Err{no_image(release, "downloading " + package + " took too long", places)
                   .note("do", "check the network, then try again")};
  }
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (done->exit.is_success() && entry.path().extension() == ".deb") {
      return entry.path().string();
    }
  }
  return Err{
      no_image(release, package + " cannot be downloaded", places)
          .fact("apt-get says", end_of(done->output))
          .note("do", "check the network; when the package list is old, run: apt-get update")};
}

/// Only the image is taken out of the package, of which most is modules.
Result<void, Problem> unpack(const std::string& release, const std::string& package,
                             const std::string& folder, const ImagePlaces& places) {
  const std::string script =
      R"("$1" --fsys-tarfile "$2" | tar -x -C "$3" -f - "./boot/vmlinuz-$4")";
  const auto done =
      run({.words = {"/bin/sh", "-c", script, "sh", places.dpkg_deb, package, folder, release}},
          kUnpackMs);
  if (!done || !done->exit.is_success()) {
    return Err{no_image(release, "the package of the kernel cannot be unpacked", places)
                   .at(package)
                   .fact("reason", done ? end_of(done->output) : describe_errno(done.error()))
                   .note("do", "check that there is room in " + places.cache)};
  }
  return ok();
}

Result<KernelImage, Problem> fetch_into(const std::string& home, const std::string& release,
                                        const ImagePlaces& places) {
  std::error_code error;
  fs::create_directories(home, error);
  if (error) {
    return Err{no_image(release, "the image cannot be kept", places)
                   .at(home)
                   .fact("reason", error.message())
                   .note("do", "set FERRULE_CACHE to a folder you may write")};
  }
  TRY(const TemporaryFolder folder, TemporaryFolder::make(home));
  TRY(const std::string package, download(release, folder.path(), places));
  TRYV(unpack(release, package, folder.path(), places));
  // Whoever fetched it at the same time made the same file.
  const std::string name = "vmlinuz-" + release;
  fs::rename(folder.path() + "/boot/" + name, home + "/" + name, error);
  if (error) {
    return Err{
        no_image(release, "the image cannot be kept", places).fact("reason", error.message())};
  }
  return KernelImage{.release = release, .path = home + "/" + name};
}

Result<KernelImage, Problem> fetch(const std::string& release, const ImagePlaces& places) {
  const std::string home = places.cache + "/images/" + release;
  auto fetched = fetch_into(home, release, places);
  std::error_code error;
  fs::remove(home, error);  // only an empty one goes
  return fetched;
}

/// Of which there is an image, or something else.
std::vector<std::string> releases_here(const ImagePlaces& places) {
  constexpr std::string_view kImage = "vmlinuz-";
  std::vector<std::string> found;
  std::error_code error;
  for (const std::string& folder : {places.cache + "/images", places.modules}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      found.push_back(entry.path().filename().string());
    }
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(places.boot, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kImage)) {
      found.push_back(name.substr(kImage.size()));
    }
  }
  return found;
}

Result<KernelImage, Problem> of_release(const std::string& release, const ImagePlaces& places) {
  if (!is_release(release)) {
    return Err{Problem(ExitCode::Usage, "E-KERNEL-IMAGE",
                       "\"" + release + "\" is neither a kernel release nor a folder or image")
                   .at("--kernel")
                   .note("do", "write a release as `uname -r` does: 6.1.0-56-amd64")};
  }
  const fs::path name = "vmlinuz-" + release;
  for (const fs::path& path :
       {fs::path(places.cache) / "images" / release / name, fs::path(places.boot) / name,
        fs::path(places.modules) / release / "vmlinuz"}) {
    if (is_readable(path.string())) {
      return KernelImage{.release = release, .path = path.string()};
    }
  }
  if (const auto newest = newest_of(release, releases_here(places))) {
    return of_release(*newest, places);
  }
  return fetch(release, places);
}

/// What `uname -r` will say. Debian sets it aside from the tree's own kernel.release (6.1.192 for
/// 6.1.0-56-amd64), so that one counts only where nothing else is.
std::string release_in(const std::string& folder) {
  constexpr std::string_view kDefine = "#define UTS_RELEASE \"";
  const auto header = read_whole(folder + "/include/generated/utsrelease.h");
  const usize at = header ? header->find(kDefine) : std::string::npos;
  if (at != std::string::npos) {
    const std::string rest = header->substr(at + kDefine.size());
    return rest.substr(0, rest.find('"'));
  }
  const auto text = read_whole(folder + "/include/config/kernel.release");
  return text ? trimmed(*text) : std::string();
}

/// A folder in which a kernel was built has an image; one with headers has its release.
Result<KernelImage, Problem> of_folder(const std::string& folder, const ImagePlaces& places) {
  const std::string built = folder + "/arch/x86/boot/bzImage";
  const std::string release = release_in(folder);
  if (is_readable(built)) {
    return KernelImage{.release = release.empty() ? folder : release, .path = built};
  }
  if (release.empty()) {
    return Err{Problem(ExitCode::Config, "E-KERNEL-IMAGE", folder + " holds no kernel")
                   .at("--kernel " + folder)
                   .note("do",
                         "name a folder with arch/x86/boot/bzImage, or with a kernel's "
                         "headers (include/generated/utsrelease.h)")};
  }
  return of_release(release, places);
}

}  // namespace

ImagePlaces default_image_places() { return {.cache = (cache_folder() / "kernel").string()}; }

Result<KernelImage, Problem> find_image(const std::string& kernel, const ImagePlaces& places) {
  std::error_code error;
  if (kernel.find('/') == kernel.npos && is_release(kernel)) {
    return of_release(kernel, places);
  }
  if (fs::is_directory(kernel, error)) {
    return of_folder(kernel, places);
  }
  if (is_readable(kernel)) {
    return KernelImage{.release = fs::path(kernel).filename().string(), .path = kernel};
  }
  return of_release(kernel, places);
}

}  // namespace ferrule::cmd::guest
