# SPDX-License-Identifier: Apache-2.0 OR MIT
# Compiler flags as three interface targets: ferrule_common_flags for all first-party code,
# ferrule_library_flags for the library rooms, ferrule_program_flags for programs and tests.

add_library(ferrule_common_flags INTERFACE)
target_compile_options(ferrule_common_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
    -Wimplicit-fallthrough -Wswitch-enum -Wnon-virtual-dtor -Woverloaded-virtual -Werror)

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(ferrule_common_flags INTERFACE -Wthread-safety -Wdangling)
else()
  # g++-12 reports std::string copies as overlapping (GCC bug 105651).
  target_compile_options(ferrule_common_flags INTERFACE -Wno-restrict)
endif()

if(FERRULE_SANITIZE)
  # vptr would need the RTTI that the library rooms go without.
  target_compile_options(ferrule_common_flags INTERFACE
      -fsanitize=${FERRULE_SANITIZE} -fno-sanitize-recover=all -fno-sanitize=vptr
      -fno-omit-frame-pointer -gline-tables-only -O1)
  target_link_options(ferrule_common_flags INTERFACE -fsanitize=${FERRULE_SANITIZE})
else()
  # Hardening. Signed overflow, aliasing and null checks keep their plain meaning in what ships,
  # so that a mistake there cannot turn into a removed check.
  target_compile_options(ferrule_common_flags INTERFACE
      -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
      -fno-strict-aliasing -fwrapv -fno-delete-null-pointer-checks
      $<$<CONFIG:Release>:-U_FORTIFY_SOURCE> $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=3>)
  target_link_options(ferrule_common_flags INTERFACE
      $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie> -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "")

add_library(ferrule_library_flags INTERFACE)
target_link_libraries(ferrule_library_flags INTERFACE ferrule_common_flags)
target_compile_options(ferrule_library_flags INTERFACE -fno-exceptions -fno-rtti)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(ferrule_library_flags INTERFACE
      -Wglobal-constructors -Wexit-time-destructors)
  if(FERRULE_BUILD_FUZZ)
    target_compile_options(ferrule_library_flags INTERFACE -fsanitize=fuzzer-no-link)
  endif()
endif()

add_library(ferrule_program_flags INTERFACE)
target_link_libraries(ferrule_program_flags INTERFACE ferrule_common_flags)
if(NOT FERRULE_SANITIZE)
  target_compile_definitions(ferrule_program_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
