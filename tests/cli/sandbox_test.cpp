#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/prctl.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "cli/workspace.hpp"
#include "imaging/codecs/codec.hpp"
#include "imaging/codecs/jpeg/codec.hpp"
#include "imaging/codecs/registry.hpp"
#include "imaging/codecs/tiff/codec.hpp"
#include "imaging/support/codec_testing.hpp"
#include "imaging/support/kind_files.hpp"
#include "imaging/support/phone_heic.hpp"
#include "imaging/support/pictures.hpp"
#include "support/report_schema.hpp"
#include "util/file.hpp"

namespace resizer::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What the program says when asked for a sandbox that it cannot have; empty when it can.
std::string refusal() {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.resize({"--sandbox", "require"}));
  return finished.exit_code == 2 ? finished.err : "";
}

TEST(Sandbox, LetsEveryCodecWork) {
  if (const std::string reason = refusal(); !reason.empty()) GTEST_SKIP() << reason;
  const Workspace workspace;
  for (const char* source : {"data/input_images", "../shared/fixtures"}) {
    const fs::path folder = fs::path(RESIZER_SOURCE_DIR) / source;
    if (fs::exists(folder)) fs::copy(folder, workspace / "in", fs::copy_options::recursive);
  }
  imaging::testing_support::write_kinds(workspace / "in", imaging::testing_support::all_kinds());
  util::write_new_file(workspace / "in/phone.heic",
                       imaging::testing_support::make_phone_heic(4, 3, imaging::testing_support::make_metadata()));
  std::vector<std::string> inputs{"in"};
  for (const imaging::Codec& codec : imaging::codecs()) {
    const std::string format(model::name_of(codec.format));
    if (!codec.encode) continue;
    const Finished made = run(workspace.command({"--in", "in", "--out", format, "--width", "300", "--format", format,
                                                 "--sandbox", "require", "--mode", "parallel", "--keep", "all"}));
    EXPECT_THAT(made.out, AllOf(HasSubstr("sandboxed"), Not(HasSubstr("SIGSYS")))) << made.err;
    EXPECT_FALSE(workspace.tree(format).empty()) << format;
    inputs.push_back(format);
  }
  for (const std::string& input : inputs) {
    const Finished read = run(workspace.command(
        {"--in", input, "--out", "out/" + input, "--width", "200", "--sandbox", "require", "--mode", "sequential"}));
    EXPECT_THAT(read.out, AllOf(HasSubstr("sandboxed"), Not(HasSubstr("SIGSYS")))) << input << read.err;
    EXPECT_GE(workspace.tree("out/" + input).size(), 10U) << input << read.out;
  }
}

/// Under the sandbox a worker that starts a thread is killed. OpenCV would start its own for large images, if a
/// function of it were used that does.
TEST(Sandbox, LetsLargePicturesBeTurnedAndConverted) {
  if (const std::string reason = refusal(); !reason.empty()) GTEST_SKIP() << reason;
  const Workspace workspace;
  const imaging::Size size{4000, 3000};
  imaging::Metadata turned;
  turned.exif = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0};
  fs::create_directories(workspace / "in");
  const auto flat = [&](imaging::ColorFamily family) {
    return imaging::testing_support::make_flat(imaging::testing_support::format_of(family), size, 90);
  };
  util::write_new_file(workspace / "in/photo.jpg",
                       imaging::encode_jpeg(flat(imaging::ColorFamily::ycbcr), {90, &turned}));
  util::write_new_file(workspace / "in/print.tif",
                       imaging::encode_tiff(flat(imaging::ColorFamily::cmyk), {90, &turned}));
  const Finished finished = run(workspace.command({"--in", "in", "--out", "out", "--width", "3000", "--height", "3900",
                                                   "--fit", "cover", "--format", "png", "--sandbox", "require"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_EQ(workspace.output_size("photo.png").width_px, 3000U);
}

struct Kernel {
  const char* name;
  bool landlock;
  bool seccomp;
};

/// Makes the kernel of this process one without a layer.
void pretend(const Kernel& kernel) {
  void* filter = seccomp_init(SCMP_ACT_ALLOW);
  const auto forbid = [&](int call, std::vector<scmp_arg_cmp> conditions) {
    seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(ENOSYS), call, static_cast<unsigned>(conditions.size()),
                           conditions.data());
  };
  if (!kernel.landlock) forbid(SCMP_SYS(landlock_create_ruleset), {});
  if (!kernel.seccomp) {
    forbid(SCMP_SYS(seccomp), {});
    forbid(SCMP_SYS(prctl), {scmp_arg_cmp{0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0}});
  }
  if (seccomp_load(filter) != 0) _exit(126);
}

class SandboxWithout : public testing::TestWithParam<Kernel> {
 protected:
  void SetUp() override {
    if (const std::string reason = refusal(); !reason.empty()) GTEST_SKIP() << reason;
    workspace_.add_jpeg("a.jpg");
  }
  Finished run_on_that_kernel(const std::vector<std::string>& more) const {
    Command command = workspace_.resize(more);
    command.before = [kernel = GetParam()] { pretend(kernel); };
    return run(command);
  }
  Workspace workspace_;
};
INSTANTIATE_TEST_SUITE_P(Cli, SandboxWithout,
                         testing::Values(Kernel{"landlock", false, true}, Kernel{"seccomp", true, false},
                                         Kernel{"any_layer", false, false}),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

TEST_P(SandboxWithout, RequireRefusesBeforeAnythingIsTouched) {
  const std::vector<std::string> before = workspace_.tree();
  const Finished finished = run_on_that_kernel({"--sandbox", "require"});
  EXPECT_EQ(finished.exit_code, 2) << finished.out;
  EXPECT_THAT(finished.err, testing::StartsWith("resizer: --sandbox require: unavailable on this system: "));
  EXPECT_EQ(finished.err.find("Landlock: Function not implemented") == std::string::npos, GetParam().landlock);
  EXPECT_EQ(finished.err.find("seccomp: ") == std::string::npos, GetParam().seccomp);
  EXPECT_EQ(workspace_.tree(), before);
}

TEST_P(SandboxWithout, AutoGoesOnAndSaysSo) {
  const Finished told = run_on_that_kernel({"--json"});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_EQ(schema_errors(told.out), "");
  const json sandbox = json::parse(told.out)["sandbox"];
  EXPECT_EQ(sandbox["landlock_abi"].is_number(), GetParam().landlock);
  EXPECT_EQ(sandbox["seccomp"], GetParam().seccomp);
  EXPECT_TRUE(sandbox["missing"].is_string());
  EXPECT_EQ(workspace_.log_lines_with("warning sandbox incomplete: "), 1U);

  const char* setup = GetParam().landlock  ? "sandboxed by Landlock only"
                      : GetParam().seccomp ? "sandboxed by seccomp only"
                                           : "not sandboxed";
  EXPECT_THAT(run_on_that_kernel({}).out, AllOf(HasSubstr(setup), HasSubstr("sandbox incomplete: ")));
}

TEST(Sandbox, IsOffWhenSwitchedOff) {
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  const Finished finished = run(workspace.resize({"--sandbox", "off"}));
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  EXPECT_THAT(finished.out, AllOf(HasSubstr("not sandboxed"), Not(HasSubstr("incomplete"))));
  EXPECT_EQ(workspace.log_lines_with("sandbox: none"), 1U);
}

TEST(Sandbox, WorksForAnOrdinaryUser) {
  if (const std::string reason = refusal(); !reason.empty()) GTEST_SKIP() << reason;
  const Workspace workspace;
  workspace.add_jpeg("a.jpg");
  fs::permissions(workspace.folder().path(), fs::perms::all);
  Command command = workspace.resize({"--sandbox", "require"});
  command.before = become_ordinary_user;
  const Finished finished = run(command);
  EXPECT_EQ(finished.exit_code, 0) << finished.err << finished.out;
}

}  // namespace
}  // namespace resizer::test
