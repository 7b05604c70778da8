# One library per folder of src/LAYERS; a folder sees only the folders before it (tools/tidy checks the includes).
# Sources are found by name: `*_test.cpp` are unit tests, everything else belongs to the folder's library.

file(STRINGS ${CMAKE_SOURCE_DIR}/src/LAYERS BLUESHIFT_LAYERS)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/LAYERS)

set(blueshift_libraries_base fmt::fmt spdlog::spdlog OpenSSL::Crypto)
set(blueshift_libraries_types PkgConfig::ICU nlohmann_json::nlohmann_json OpenSSL::Crypto date::date-tz)
set(blueshift_libraries_functions PkgConfig::RE2 OpenSSL::Crypto nlohmann_json::nlohmann_json ${FARMHASH})
set(blueshift_libraries_net OpenSSL::SSL OpenSSL::Crypto Boost::headers Threads::Threads)
set(blueshift_libraries_storage CURL::libcurl OpenSSL::Crypto PkgConfig::PUGIXML nlohmann_json::nlohmann_json)
set(blueshift_libraries_copy nlohmann_json::nlohmann_json ZLIB::ZLIB PkgConfig::ZSTD
    BZip2::BZip2 PkgConfig::LZO PkgConfig::AVRO)
set(blueshift_libraries_engine duckdb nlohmann_json::nlohmann_json)
set(blueshift_libraries_protocol OpenSSL::SSL OpenSSL::Crypto Boost::headers)
set(blueshift_libraries_catalog PkgConfig::ICU nlohmann_json::nlohmann_json)

# Folders that work per statement, not per row: compiled with less effort, which a fresh build feels more than a query.
set(blueshift_folders_per_statement catalog sql analyze security plan emit external plpgsql exec session server)

function(blueshift_add_folders)
  set(previous)
  foreach(folder IN LISTS BLUESHIFT_LAYERS)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(sources)
      add_library(blueshift_${folder} STATIC ${sources})
      target_link_libraries(blueshift_${folder} PUBLIC blueshift_options ${previous} ${blueshift_libraries_${folder}})
      if(folder IN_LIST blueshift_folders_per_statement)
        target_compile_options(blueshift_${folder} PRIVATE $<$<CONFIG:Release>:-O1>)
      endif()
      list(PREPEND previous blueshift_${folder})
    endif()
  endforeach()
  set(BLUESHIFT_LIBRARIES ${previous} PARENT_SCOPE)
endfunction()

function(blueshift_add_server)
  add_executable(blueshift ${CMAKE_SOURCE_DIR}/src/server/main.cpp)
  target_link_libraries(blueshift PRIVATE ${BLUESHIFT_LIBRARIES})
  set_target_properties(blueshift PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

# One test program per folder, named <folder>_test, which links what the folder may use and nothing above; the target
# unit_tests builds them all.
function(blueshift_add_unit_tests)
  find_package(GTest REQUIRED)
  add_custom_target(unit_tests)
  foreach(folder IN LISTS BLUESHIFT_LAYERS)
    file(GLOB_RECURSE tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*_test.cpp)
    if(tests)
      add_executable(${folder}_test ${tests})
      target_link_libraries(${folder}_test PRIVATE blueshift_${folder} GTest::gtest_main GTest::gmock)
      target_compile_definitions(${folder}_test PRIVATE BLUESHIFT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      # Half of a build is compiling tests, which need no speed.
      target_compile_options(${folder}_test PRIVATE -O0)
      add_test(NAME ${folder} COMMAND ${folder}_test)
      add_dependencies(unit_tests ${folder}_test)
    endif()
  endforeach()
endfunction()
