# Libraries from the system's packages, and the embedded engine that `make setup` fetched.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(date REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)

# DuckDB: a folder with duckdb.h and the static libraries.
set(DUCKDB_DIR ${CMAKE_SOURCE_DIR}/.deps/duckdb CACHE PATH "Folder with duckdb.h and libduckdb_static.a")
if(NOT EXISTS ${DUCKDB_DIR}/duckdb.h)
  message(FATAL_ERROR "${DUCKDB_DIR}/duckdb.h is missing: run `make setup` first")
endif()
file(GLOB DUCKDB_ARCHIVES ${DUCKDB_DIR}/*.a)
add_library(duckdb INTERFACE)
target_include_directories(duckdb SYSTEM INTERFACE ${DUCKDB_DIR})
target_link_libraries(duckdb INTERFACE
  -Wl,--start-group ${DUCKDB_ARCHIVES} -Wl,--end-group ${CMAKE_DL_LIBS} Threads::Threads)
