// SPDX-License-Identifier: Apache-2.0 OR MIT
// The system calls of the guest's init, each wrapped once. Errors are errno numbers.
#pragma once

#include <string>
#include <string_view>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::cmd::guest {

/// "ENOENT"; "ok" for 0.
[[nodiscard]] std::string errno_name(int code);
/// "SIGSEGV".
[[nodiscard]] std::string signal_name(int signal);

[[nodiscard]] Result<void, int> mount(const std::string& type, const std::string& place);
[[nodiscard]] Result<void, int> load_module(const std::string& path, const std::string& parameters);
[[nodiscard]] Result<void, int> unload_module(const std::string& name);
[[nodiscard]] Result<std::string, int> read_text(const std::string& path);
/// One write of the whole text, as files of /proc and /sys need it.
[[nodiscard]] Result<void, int> write_text(const std::string& path, std::string_view text);
[[nodiscard]] Result<io::FileDescriptor, int> open_for_writing(const std::string& path);
void write_to(const io::FileDescriptor& file, std::string_view text);
void set_variable(const std::string& name, const std::string& value);
/// Which of the kernel's messages its console shows.
enum class Loudness : u8 {
  Warnings,  ///< and worse: all that a splat consists of
  All,
};
void set_loudness(Loudness loudness);
/// Makes the console the controlling terminal of this process and its standard streams.
[[nodiscard]] Result<void, int> take_console();
/// Becomes the program. Returns only when there is none: with an errno.
[[nodiscard]] int become(const std::string& program);
void write_output(std::string_view text);
[[nodiscard]] std::string kernel_release();
/// Does not return when it works.
void power_off();

}  // namespace ferrule::cmd::guest
