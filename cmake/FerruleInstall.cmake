# SPDX-License-Identifier: Apache-2.0 OR MIT
# `cmake --install`: headers, archives, the CMake package and ferrule.pc.

include(CMakePackageConfigHelpers)
set(ferrule_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Ferrule")
get_property(ferrule_libraries GLOBAL PROPERTY FERRULE_LIBRARIES)

set(pc_archives "")
foreach(name IN LISTS ferrule_libraries)
  install(TARGETS ferrule_${name} EXPORT FerruleTargets
          ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
  get_target_property(type ferrule_${name} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    string(PREPEND pc_archives "-lferrule_${name} ")
  endif()
  get_property(folder GLOBAL PROPERTY FERRULE_FOLDER_OF_${name})
  cmake_path(RELATIVE_PATH folder BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE inside)
  install(DIRECTORY "${folder}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/${inside}"
          FILES_MATCHING PATTERN "*.hpp" PATTERN "*_test*" EXCLUDE PATTERN "testing" EXCLUDE)
endforeach()

if(NOT ferrule_libraries)
  return()
endif()

# `ship`: what `make build` builds and `cmake --install` installs.
get_property(programs GLOBAL PROPERTY FERRULE_INSTALLED_PROGRAMS)
add_custom_target(ship)
foreach(target IN LISTS programs ferrule_libraries)
  if(TARGET ferrule_${target})
    set(target ferrule_${target})
  endif()
  add_dependencies(ship ${target})
endforeach()

install(EXPORT FerruleTargets NAMESPACE Ferrule:: DESTINATION "${ferrule_cmake_dir}")
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/FerruleConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/FerruleConfig.cmake" INSTALL_DESTINATION "${ferrule_cmake_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/FerruleConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/FerruleConfig.cmake"
              "${PROJECT_BINARY_DIR}/FerruleConfigVersion.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/FindIPSecMB.cmake"
        DESTINATION "${ferrule_cmake_dir}")

set(pc_system "")
if(IPSecMB_FOUND)
  string(APPEND pc_system " -lIPSec_MB")
endif()
# ferrule.pc finds its prefix from where it lies, so that an installed tree may be moved.
set(pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}/${pc_dir}"
           OUTPUT_VARIABLE pc_up)
configure_file("${CMAKE_CURRENT_LIST_DIR}/ferrule.pc.in" "${PROJECT_BINARY_DIR}/ferrule.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/ferrule.pc"
        DESTINATION "${pc_dir}")
