# SPDX-License-Identifier: Apache-2.0 OR MIT
# How rooms declare their targets:
#
#   ferrule_library(crypto SOURCES a.cpp ... DEPS core ... [LINK OpenSSL::Crypto])
#   ferrule_program(NAME ferrule SOURCES main.cpp ... DEPS tls io ... [LINK ...] [INSTALL])
#   ferrule_test(NAME crypto_test SOURCES a_test.cpp ... DEPS crypto ... [LINK ...] [DEFINES ...]
#                [LABELS unit] [TIMEOUT 300] [OWN_MAIN] [SERIAL])
#   ferrule_fuzz(NAME fuzz_der SOURCES fuzz_der.cpp DEPS pki ...)    seeds in fuzz/corpus/NAME
#
# DEPS name Ferrule libraries (core, crypto, ...), LINK names anything else. A library without
# SOURCES is header-only. Labels say which presets `make test` runs a test in: unit (the default) in
# release, dev and gcc; slow in release and dev; interop, load, tidy, install, docs, kernel in
# release only; fuzz in dev only; threads, beside one of these, in tsan as well.

include(FerruleFlags)

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

find_program(FERRULE_CCACHE ccache)
if(FERRULE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${FERRULE_CCACHE}")
endif()

include(GNUInstallDirs)
find_package(Threads REQUIRED)
find_package(OpenSSL 3.0)
find_package(IPSecMB)
if(FERRULE_BUILD_TESTS)
  find_package(GTest REQUIRED)
endif()

# The targets of `names` that exist in this tree, as link items.
function(ferrule_link_items out names)
  set(items "")
  foreach(name IN LISTS names)
    list(APPEND items ferrule::${name})
  endforeach()
  set(${out} "${items}" PARENT_SCOPE)
endfunction()

function(ferrule_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPS;LINK" ${ARGN})
  ferrule_link_items(deps "${arg_DEPS}")
  if(arg_SOURCES)
    add_library(ferrule_${name} STATIC ${arg_SOURCES})
    target_link_libraries(ferrule_${name} PUBLIC ${deps} ${arg_LINK}
        PRIVATE $<BUILD_INTERFACE:ferrule_library_flags>)
    set(scope PUBLIC)
  else()
    add_library(ferrule_${name} INTERFACE)
    target_link_libraries(ferrule_${name} INTERFACE ${deps} ${arg_LINK})
    set(scope INTERFACE)
  endif()
  add_library(ferrule::${name} ALIAS ferrule_${name})
  add_library(Ferrule::${name} ALIAS ferrule_${name})
  target_compile_features(ferrule_${name} ${scope} cxx_std_23)
  # Macros with short names are for code in this tree, not for those who include it from elsewhere.
  target_compile_definitions(ferrule_${name} ${scope} $<INSTALL_INTERFACE:FERRULE_NO_SHORT_NAMES>)
  target_include_directories(ferrule_${name} ${scope}
      "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>"
      "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  set_target_properties(ferrule_${name} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY FERRULE_LIBRARIES ${name})
  set_property(GLOBAL PROPERTY FERRULE_FOLDER_OF_${name} "${CMAKE_CURRENT_SOURCE_DIR}")
endfunction()

function(ferrule_program)
  cmake_parse_arguments(arg "INSTALL" "NAME" "SOURCES;DEPS;LINK;DEFINES" ${ARGN})
  ferrule_link_items(deps "${arg_DEPS}")
  # The target is not called `ferrule`, so that the folder of that name can never be meant.
  add_executable(ferrule_program_${arg_NAME} ${arg_SOURCES})
  set_target_properties(ferrule_program_${arg_NAME} PROPERTIES OUTPUT_NAME ${arg_NAME})
  target_include_directories(ferrule_program_${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(ferrule_program_${arg_NAME} PRIVATE ${arg_DEFINES})
  target_link_libraries(ferrule_program_${arg_NAME}
      PRIVATE ${deps} ${arg_LINK} Threads::Threads ferrule_program_flags)
  if(arg_INSTALL)
    install(TARGETS ferrule_program_${arg_NAME} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    set_property(GLOBAL APPEND PROPERTY FERRULE_INSTALLED_PROGRAMS ferrule_program_${arg_NAME})
  endif()
endfunction()

function(ferrule_test)
  if(NOT FERRULE_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "OWN_MAIN;SERIAL" "NAME;TIMEOUT" "SOURCES;DEPS;LINK;DEFINES;LABELS"
                        ${ARGN})
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  ferrule_link_items(deps "${arg_DEPS}")
  add_executable(${arg_NAME} ${arg_SOURCES})
  set_target_properties(${arg_NAME} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(${arg_NAME} PRIVATE
      "FERRULE_VECTORS_DIR=\"${FERRULE_VECTORS}\""
      "FERRULE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\""
      "FERRULE_BIN_DIR=\"${PROJECT_BINARY_DIR}/bin\""
      ${arg_DEFINES})
  target_link_libraries(${arg_NAME} PRIVATE ${deps} ${arg_LINK} GTest::gmock GTest::gtest
      $<$<NOT:$<BOOL:${arg_OWN_MAIN}>>:GTest::gtest_main> Threads::Threads ferrule_program_flags)
  add_test(NAME ${arg_NAME} COMMAND ${arg_NAME})
  # One XML file per program: `make test` counts single cases and skips from these.
  set_tests_properties(${arg_NAME} PROPERTIES
      LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} RUN_SERIAL "${arg_SERIAL}"
      ENVIRONMENT "GTEST_OUTPUT=xml:${PROJECT_BINARY_DIR}/results/${arg_NAME}.xml")
endfunction()

function(ferrule_fuzz)
  cmake_parse_arguments(arg "" "NAME" "SOURCES;DEPS;LINK" ${ARGN})
  ferrule_link_items(deps "${arg_DEPS}")
  add_executable(${arg_NAME} ${arg_SOURCES})
  set_target_properties(${arg_NAME} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzz")
  target_include_directories(${arg_NAME} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_compile_options(${arg_NAME} PRIVATE -fsanitize=fuzzer)
  target_link_options(${arg_NAME} PRIVATE -fsanitize=fuzzer)
  target_link_libraries(${arg_NAME} PRIVATE ${deps} ${arg_LINK} ferrule_program_flags)
  # CTest fuzzes 20 s; `make fuzz TIME=...` goes on from there.
  set(corpus "${PROJECT_BINARY_DIR}/corpus/${arg_NAME}")
  file(MAKE_DIRECTORY "${corpus}")
  set(seeds "${PROJECT_SOURCE_DIR}/fuzz/corpus/${arg_NAME}")
  if(NOT EXISTS "${seeds}")
    set(seeds "")
  endif()
  add_test(NAME ${arg_NAME} COMMAND ${arg_NAME} -max_total_time=20 -timeout=10 -rss_limit_mb=2048
           "-artifact_prefix=${PROJECT_BINARY_DIR}/crash-${arg_NAME}-" "${corpus}" ${seeds})
  set_tests_properties(${arg_NAME} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
