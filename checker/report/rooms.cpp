// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "checker/report/rooms.hpp"

#include <filesystem>

namespace ferrule::checker {
namespace {

std::string normal(llvm::StringRef path) {
  return std::filesystem::absolute(path.str()).lexically_normal().string();
}

}  // namespace

Rooms::Rooms(const std::string& home) {
  if (!home.empty()) {
    home_ = normal(home + "/");
  }
}

bool Rooms::is_in(llvm::StringRef room, llvm::StringRef file) const {
  if (home_.empty()) {
    return file.starts_with(room) || file.contains("/" + room.str());
  }
  if (!file.contains(room)) {
    return false;
  }
  const std::string whole = normal(file);
  llvm::StringRef rest = whole;
  return rest.consume_front(home_) && rest.starts_with(room);
}

}  // namespace ferrule::checker
