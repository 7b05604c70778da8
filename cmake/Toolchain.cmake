# Compiler, linker and warning settings that every target shares.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(blueshift_options INTERFACE)
target_include_directories(blueshift_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(blueshift_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers -fno-strict-aliasing
  $<$<CXX_COMPILER_ID:GNU>:-Werror$<SEMICOLON>-fcoroutines>)
# When it optimises, GCC 12 sees overlapping copies in `"text" + string` (its bug 105651) and unset values in empty
# optionals that are not there.
target_compile_options(blueshift_options INTERFACE $<$<CONFIG:Release>:-Wno-restrict>
  $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
target_compile_definitions(blueshift_options INTERFACE
  BLUESHIFT_VERSION="${PROJECT_VERSION}" FMT_HEADER_ONLY=0)
# Boost 1.74's Asio does not see by itself that clang has coroutines.
target_compile_definitions(blueshift_options INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:BOOST_ASIO_HAS_CO_AWAIT BOOST_ASIO_HAS_STD_COROUTINE>)
target_link_options(blueshift_options INTERFACE -pthread)

if(BLUESHIFT_SANITIZE)
  # Instrumented code makes the compiler warn of what is not there, so its warnings are not errors here.
  target_compile_options(blueshift_options INTERFACE
    -fsanitize=${BLUESHIFT_SANITIZE} -fno-omit-frame-pointer -Wno-error)
  target_link_options(blueshift_options INTERFACE -fsanitize=${BLUESHIFT_SANITIZE})
endif()

if(BLUESHIFT_FUZZ)
  target_compile_options(blueshift_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
