#include "api/errors.hpp"

#include "api/same_names.hpp"

namespace resizer {
namespace {

static_assert(api::are_same(ErrorCode::usage, util::ErrorCode::usage));
static_assert(api::are_same(ErrorCode::no_input, util::ErrorCode::no_input));
static_assert(api::are_same(ErrorCode::not_found, util::ErrorCode::not_found));
static_assert(api::are_same(ErrorCode::not_a_file, util::ErrorCode::not_a_file));
static_assert(api::are_same(ErrorCode::permission, util::ErrorCode::permission));
static_assert(api::are_same(ErrorCode::read_failed, util::ErrorCode::read_failed));
static_assert(api::are_same(ErrorCode::write_failed, util::ErrorCode::write_failed));
static_assert(api::are_same(ErrorCode::no_space, util::ErrorCode::no_space));
static_assert(api::are_same(ErrorCode::unsupported_format, util::ErrorCode::unsupported_format));
static_assert(api::are_same(ErrorCode::corrupt, util::ErrorCode::corrupt));
static_assert(api::are_same(ErrorCode::truncated, util::ErrorCode::truncated));
static_assert(api::are_same(ErrorCode::too_large, util::ErrorCode::too_large));
static_assert(api::are_same(ErrorCode::out_of_memory, util::ErrorCode::out_of_memory));
static_assert(api::are_same(ErrorCode::conflict, util::ErrorCode::conflict));
static_assert(api::are_same(ErrorCode::system, util::ErrorCode::system));
static_assert(api::are_same(ErrorCode::internal, util::ErrorCode::internal));

}  // namespace

std::string_view name_of(ErrorCode code) noexcept {
  return util::name_of(api::same_name<util::ErrorCode>(code));
}

namespace api {

Error to_public(const util::Error& error) {
  return {same_name<ErrorCode>(error.code()), error.what()};
}

util::Error to_internal(const Error& error) {
  return {same_name<util::ErrorCode>(error.code()), error.what()};
}

}  // namespace api
}  // namespace resizer
