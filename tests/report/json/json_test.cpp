#include "report/json/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/format.hpp"
#include "report/measured_cores.hpp"
#include "report/report_texts.hpp"
#include "report/sample_facts.hpp"
#include "support/golden.hpp"
#include "support/machine_tree.hpp"
#include "support/report_schema.hpp"

namespace resizer::report {
namespace {

using nlohmann::json;

TEST(Json, HoldsTheWholeReport) {
  test::expect_golden(to_json(analysis::make_report(test::compare_facts())), "report/golden/compare.json");
}

TEST(Json, FollowsItsSchema) {
  for (const analysis::Facts& facts : {test::compare_facts(), test::interrupted_facts(), test::awkward_facts(),
                                       test::ten_rounds_facts(), test::sweep_facts()}) {
    EXPECT_EQ(test::schema_errors(to_json(analysis::make_report(facts))), "");
  }
}

TEST(Json, HoldsWhatTheCoresDid) {
  analysis::Facts facts = test::compare_facts_on(
      {.cpu = std::chrono::milliseconds(100), .mhz = 3000, .counts = model::WorkCounts{1000, 500}},
      {.cpu = std::chrono::milliseconds(130), .mhz = 2500, .counts = model::WorkCounts{1000, 525}});
  facts.measurements.series[1].runs[0].outcomes[0].counts.reset();
  facts.context.counter_refusal = {util::CounterRefusal::Reason::forbidden, 3};
  const std::string text = to_json(analysis::make_report(facts));
  EXPECT_EQ(test::schema_errors(text), "");
  const json report = json::parse(text);
  EXPECT_EQ(report["conditions"]["hardware_counters"], "forbidden");
  EXPECT_EQ(report["conditions"]["perf_event_paranoid"], 3);
  const json& outcomes = report["modes"][1]["runs"][0]["outcomes"];
  EXPECT_EQ(outcomes[1]["counts"], (json{{"instructions", 1000}, {"cycles", 525}}));
  EXPECT_TRUE(outcomes[0]["counts"].is_null());
  EXPECT_EQ(outcomes[0]["clock_mhz"], 2510);
  const json& slower = report["modes"][1]["summary"]["lost_time"]["slower_cpu"];
  EXPECT_DOUBLE_EQ(slower["total"], 1.3);
  EXPECT_DOUBLE_EQ(slower["instructions"], 1);
  EXPECT_DOUBLE_EQ(slower["cycles_per_instruction"], 1.05);
  EXPECT_DOUBLE_EQ(slower["clock"], 1.2);
  EXPECT_NEAR(slower["clock_error"], 0.003, 0.0001);
  EXPECT_NEAR(slower["rest"], 1.3 / 1.2 / 1.05, 1e-12);
}

TEST(Json, NamesTheModeOfTheHeadline) {
  const json sweep = json::parse(to_json(analysis::make_report(test::sweep_facts())));
  EXPECT_EQ(sweep["modes"][sweep["headline_mode"].get<std::size_t>()]["workers"], 8);
  EXPECT_TRUE(json::parse(to_json(analysis::make_report(test::sample_facts(1))))["headline_mode"].is_null());
}

TEST(Json, GroupsWarningsOverModes) {
  analysis::Facts facts = test::sweep_facts();
  for (const std::size_t mode : {2U, 3U}) facts.measurements.series[mode].runs[0].suspended = std::chrono::seconds(1);
  const json report = json::parse(to_json(analysis::make_report(facts)));
  EXPECT_EQ(report["conditions"]["warnings"],
            json::array({"parallel x2, x4: suspended for 1.000 s, which their wall times include"}));
}

TEST(Json, SchemaRefusesWhatIsNoReport) {
  const json report = json::parse(to_json(analysis::make_report(test::compare_facts())));
  const auto broken = [&](const char* pointer, const json& value) {
    json changed = report;
    changed[json::json_pointer(pointer)] = value;
    return changed.dump();
  };
  const std::string cases[] = {
      "{}",
      broken("/schema_version", 2),
      broken("/no_such_key", 1),
      broken("/options/fit", "squeeze"),
      broken("/modes/0/summary/wall_s/median", "fast"),
      broken("/modes/1/summary/speedup/interval", 0),
      broken("/modes/0/runs/0/outcomes/0/outcome", "lost"),
      broken("/modes/0/runs/0/outcomes/0/outputs/0/xxh3", "12"),
      broken("/modes/0/runs/0/outcomes/0/outcome", "failed"),
      broken("/modes/1/summary/lost_time/start_s", nullptr),
      broken("/modes/1/summary/lost_time/slower_cpu/rest", nullptr),
      broken("/modes/0/runs/0/outcomes/0/clock_mhz", 1),
      broken("/conditions/hardware_counters", "broken"),
      broken("/scaling", {{"points", json::array()}}),
      broken("/headline_mode", "parallel"),
      broken("/modes/0/runs/0/cpu_use/others_s", -1),
      broken("/modes/0/runs/0/cached_inputs", 0),
      broken("/workers/used", 2),
      broken("/hardware/power/source", "sun"),
      broken("/hardware/cores", {"0-"}),
      broken("/options/jobs", json::array()),
      broken("/images/0/path", {{"hex", "0g"}, {"printable", ""}}),
  };
  for (const std::string& text : cases) EXPECT_NE(test::schema_errors(text), "") << text.substr(0, 300);
}

TEST(Json, HasASchemaThatKnowsEveryFormat) {
  const json schema = json::parse(std::ifstream(RESIZER_SOURCE_DIR "/src/report/json/report.schema.json"));
  std::vector<std::string> names;
  for (const model::FormatTraits& row : model::format_traits()) names.emplace_back(row.name);
  EXPECT_EQ(schema["definitions"]["format"]["enum"], json(names));
}

TEST(Json, KeepsPathsThatAreNotUtf8) {
  const json report = json::parse(to_json(analysis::make_report(test::awkward_facts())));
  EXPECT_EQ(report["images"][0]["path"], (json{{"hex", "696e2f636166e92e6a7067"}, {"printable", "in/caf\\xE9.jpg"}}));
  EXPECT_EQ(report["images"][1]["path"], "in/two\nlines.jpg");
  EXPECT_EQ(report["images"][2]["path"], "in/\x1B[31mred \"quoted\".jpg");
}

TEST(Json, DescribesEveryMachine) {
  for (const test::MachineTree& tree : test::read_machine_trees(RESIZER_SOURCE_DIR "/tests/machine/trees")) {
    const util::FakeRoot root(tree.files);
    analysis::Facts facts = test::compare_facts();
    facts.context.machine = machine::describe(tree.allowed, root.path());
    const std::string text = to_json(analysis::make_report(facts));
    EXPECT_EQ(test::schema_errors(text), "") << tree.name;
    const json hardware = json::parse(text)["hardware"];
    if (tree.name == "intel_hybrid") {
      EXPECT_EQ(hardware["core_kinds"][1]["cpus"], "8-15");
      EXPECT_EQ(hardware["core_kinds"][1]["clock"]["max_mhz"], 3400);
      EXPECT_EQ(hardware["caches"][3]["bytes"], 18U << 20U);
      EXPECT_EQ(hardware["power"]["source"], "mains");
    }
    if (tree.name == "container_v2_throttled") {
      EXPECT_EQ(hardware["quota_stops"], (json{{"periods", 1000}, {"stopped_periods", 400}, {"stopped_s", 12.0}}));
    }
    if (tree.name == "vm_kvm") {
      EXPECT_EQ(hardware["virtual_machine"], (json{{"name", "KVM"}}));
    }
    if (tree.name == "throttling") {
      EXPECT_EQ(hardware["thermal"]["zones"][0]["celsius"], -5);
    }
  }
}

TEST(Json, SaysWhatLimitsTheCores) {
  struct Row {
    util::CpuAllowance cpus;
    std::string limit;
    unsigned allowed;
  };
  const Row rows[] = {{{4, std::nullopt}, "nothing", 4},
                      {{2, std::nullopt}, "affinity", 2},
                      {{2, 1.5}, "quota", 2},
                      {{4, 1.5}, "quota", 2}};
  for (const Row& row : rows) {
    analysis::Facts facts = test::compare_facts();
    facts.cpus = row.cpus;
    const json machine = json::parse(to_json(analysis::make_report(facts)))["machine"];
    EXPECT_EQ(machine["cores_limited_by"], row.limit) << machine;
    EXPECT_EQ(machine["allowed_cores"], row.allowed) << machine;
  }
}

TEST(Json, TellsWhatOfTheInputsWasCached) {
  analysis::Facts facts = test::compare_facts();
  facts.measurements.series[0].conditions[0].cached_inputs = bench::CachedInputs{64'000'000, 4096};
  const std::string text = to_json(analysis::make_report(facts));
  EXPECT_EQ(test::schema_errors(text), "");
  const json report = json::parse(text);
  EXPECT_EQ(report["modes"][0]["runs"][0]["cached_inputs"], (json{{"bytes", 64'000'000}, {"cached_bytes", 4096}}));
  EXPECT_TRUE(report["modes"][1]["runs"][0]["cached_inputs"].is_null());
}

TEST(Json, ListsTheEventsOfARun) {
  analysis::Facts facts = test::compare_facts();
  facts.measurements.series[0].conditions[0].events = {
      {std::chrono::milliseconds(0), machine::Throttled{3}},
      {std::chrono::milliseconds(250), machine::PowerSourceChanged{machine::PowerSource::battery}},
      {std::chrono::milliseconds(500), machine::GovernorChanged{"performance", "powersave"}}};
  facts.measurements.series[0].conditions[0].loads = {{std::chrono::milliseconds(100), {1.5, 0.25}}};
  const std::string text = to_json(analysis::make_report(facts));
  EXPECT_EQ(test::schema_errors(text), "");
  EXPECT_EQ(json::parse(text)["modes"][0]["runs"][0]["events"],
            (json{{{"at_s", 0.0}, {"event", "throttled"}, {"times", 3}},
                  {{"at_s", 0.25}, {"event", "power_source"}, {"to", "battery"}},
                  {{"at_s", 0.5}, {"event", "governor"}, {"from", "performance"}, {"to", "powersave"}}}));
  EXPECT_EQ(json::parse(text)["modes"][0]["runs"][0]["loads"],
            (json::array({json{{"at_s", 0.1}, {"busy_cores", 1.5}, {"stolen_cores", 0.25}}})));
}

TEST(Json, WritesAnUnknownAsNull) {
  const json report = json::parse(to_json(analysis::make_report(test::interrupted_facts())));
  const json& mode = report["modes"][0];
  EXPECT_TRUE(mode["summary"]["wall_s"]["median"].is_null());
  EXPECT_TRUE(mode["summary"]["speedup"].is_null());
  EXPECT_TRUE(mode["runs"][0]["cpu_use"].is_null());
  EXPECT_TRUE(mode["runs"][0]["outcomes"][1]["worker"].is_null());
  EXPECT_TRUE(mode["runs"][0]["outcomes"][1]["duration_s"].is_null());
  EXPECT_TRUE(report["outputs_identical"].is_null());
  EXPECT_EQ(report["interrupted_by_signal"], SIGINT);
  const json awkward = json::parse(to_json(analysis::make_report(test::awkward_facts())));
  EXPECT_TRUE(awkward["modes"][1]["runs"][0]["peak_worker_bytes"].is_null());
  EXPECT_TRUE(awkward["modes"][1]["runs"][0]["memory_limit_bytes"].is_null());
}

}  // namespace
}  // namespace resizer::report
