#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>

#include "report/html/html.hpp"
#include "report/sample_facts.hpp"
#include "support/process.hpp"
#include "support/temp_folder.hpp"

/// The HTML report in a real browser: Chromium without a window.
namespace resizer::report {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using test::TempFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::optional<std::string> find_chromium() {
  for (const char* path : {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return std::nullopt;
}

class Browser : public testing::Test {
 protected:
  void SetUp() override {
    if (!find_chromium())
      GTEST_SKIP() << "Chromium is not installed; on Debian, scripts/dependencies.sh browser installs it";
  }

  /// What the browser makes of a page: the document after all has run on standard output, the console on error.
  test::Finished open(const std::string& page, const std::vector<std::string>& more = {}) const {
    const std::string file = folder_.write("page.html", page);
    std::vector<std::string> arguments{*find_chromium(),
                                       "--headless",
                                       "--no-sandbox",
                                       "--disable-gpu",
                                       "--disable-quic",
                                       "--no-first-run",
                                       "--disable-background-networking",
                                       "--disable-component-update",
                                       "--disable-sync",
                                       "--disable-dev-shm-usage",
                                       "--allow-file-access-from-files",
                                       "--enable-logging=stderr",
                                       "--dump-dom",
                                       "--user-data-dir=" + (folder_ / "profile").string(),
                                       "--log-net-log=" + (folder_ / "net.json").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.push_back("file://" + file);
    return test::run(
        {.arguments = arguments, .folder = folder_.path(), .environment = {"HOME=" + folder_.path().string()}});
  }

  /// What the page, not the browser for itself, asked for besides files.
  std::vector<std::string> requests() const {
    const json log = json::parse(test::read_file(folder_ / "net.json"), nullptr, false);
    std::vector<std::string> urls;
    if (!log.contains("events")) return {"no log of requests"};
    for (const json& event : log["events"]) {
      if (!event.contains("params") || !event["params"].contains("url")) continue;
      const std::string initiator = event["params"].value("initiator", "not an origin");
      if (initiator != "not an origin") urls.push_back(event["params"]["url"]);
    }
    return urls;
  }

  TempFolder folder_;
};

/// The pairs of texts in one drawing that stand on each other; marks of failures are meant to.
constexpr const char* kCollisions = R"js(page => {
  const pairs = [];
  for (const drawing of page.querySelectorAll('svg')) {
    const texts = [...drawing.querySelectorAll('text:not(.failed)')];
    texts.forEach((text, i) => texts.slice(i + 1).forEach(other => {
      const [a, b] = [text.getBoundingClientRect(), other.getBoundingClientRect()];
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
        pairs.push(text.textContent + '/' + other.textContent);
      }
    }));
  }
  return pairs.join(', ');
})js";

std::string sample_page() {
  analysis::Facts facts = test::ten_rounds_facts();
  facts.jobs = test::sample_jobs(2);
  facts.jobs[1].input =
      "in/<script>console.error('escaped')</script> a very long name that has no end " + std::string(120, 'x') + ".jpg";
  for (bench::Series& series : facts.measurements.series) {
    for (model::RunResult& run : series.runs) {
      const auto last = std::chrono::floor<std::chrono::milliseconds>(run.wall) - 3ms;
      run.outcomes.push_back(test::failed_outcome(0, last));
    }
  }
  return to_html(analysis::make_report(facts));
}

/// A sweep over several pools and images, one with a long name, in unsteady rounds.
std::string sweep_page() {
  analysis::Facts facts = test::sweep_facts();
  facts.jobs[2].input = "in/a very long name that has no end " + std::string(120, 'x') + ".jpg";
  facts.jobs[5].input_bytes = 9'000'000;
  facts.jobs[6].input_bytes = 10'000;
  for (std::size_t i = 0; i < 5; ++i) {
    std::vector<model::RunResult>& runs = facts.measurements.series[i].runs;
    for (std::size_t round = 0; round < runs.size(); ++round) runs[round].wall += 100ms * (round % 3);
  }
  for (bench::Series& series : facts.measurements.series) {
    for (model::RunResult& run : series.runs) run.outcomes[4] = test::failed_outcome(0, 1ms);
  }
  return to_html(analysis::make_report(facts));
}

/// The page may run no script but its own, so a copy of it without that rule tells its measures.
std::string measured(std::string page, const std::string& script) {
  const auto policy = page.find("<meta http-equiv");
  page.erase(policy, page.find('\n', policy) - policy);
  const auto end = page.find("</body>");
  return page.insert(end, "<script>" + script + "</script>");
}

TEST_F(Browser, ShowsEveryPartWithoutComplaint) {
  const test::Finished shown = open(sample_page());
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_THAT(shown.err, Not(HasSubstr("CONSOLE")));
  EXPECT_THAT(requests(), IsEmpty());
  EXPECT_THAT(shown.out, Not(HasSubstr("<script>console")));
  EXPECT_THAT(shown.out, HasSubstr("<button type=\"button\">image</button>")) << "its own script ran";
  for (const char* heading : {"Speedup", "Wall time", "What each worker did", "Time of an image", "Stages",
                              "failed (1)", "Images", "Figures", "Measured on"}) {
    EXPECT_THAT(shown.out, HasSubstr("<h2>" + std::string(heading) + "</h2>"));
  }
}

TEST_F(Browser, WouldTellOfAComplaintAndOfARequest) {
  const test::Finished shown = open("<p>x</p><img src='http://127.0.0.1:9/x.png'><script>console.error('oh')</script>");
  EXPECT_THAT(shown.err, AllOf(HasSubstr("CONSOLE"), HasSubstr("oh")));
  EXPECT_THAT(requests(), testing::Contains("http://127.0.0.1:9/x.png"));
}

/// How far the page is wider than its frame, which texts collide, and how many tables are wider than their part of it.
constexpr const char* kMeasures = R"js(addEventListener('load', () => {
  const page = document.querySelector('iframe').contentDocument.documentElement;
  const result = document.documentElement.dataset;
  result.over = page.scrollWidth - page.clientWidth;
  result.collisions = (COLLISIONS)(page);
  result.scrolled = [...page.querySelectorAll('.scroll')].some(part => part.scrollWidth > part.clientWidth);
});)js";

TEST_F(Browser, FitsPhonesAndDesktops) {
  const std::string script = std::regex_replace(kMeasures, std::regex("COLLISIONS"), kCollisions);
  for (const std::string& page : {sample_page(), sweep_page()}) {
    folder_.write("report.html", page);
    for (const int width_px : {320, 360, 400, 768, 1280}) {
      const test::Finished shown = open("<body><iframe src='report.html' width=" + std::to_string(width_px) +
                                        " height=900></iframe><script>" + script + "</script>");
      EXPECT_THAT(shown.out, AllOf(HasSubstr("data-over=\"0\""), HasSubstr("data-collisions=\"\"")))
          << width_px << " px";
      if (width_px <= 400) {
        EXPECT_THAT(shown.out, HasSubstr("data-scrolled=\"true\"")) << width_px << " px";
      }
    }
  }
}

TEST_F(Browser, SortsTheImages) {
  const std::string script = R"js(
const table = document.querySelector('.images table');
const column = heading => [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent === heading);
const order = heading => {
  table.tHead.rows[0].cells[column(heading)].querySelector('button').click();
  return [...table.tBodies[0].rows].map(row => row.cells[0].textContent.match(/image.|long/)[0].slice(-1)).join('');
};
const sorted = () => [...table.tHead.rows[0].cells].map(cell => cell.getAttribute('aria-sort')[0]).join('');
const result = document.documentElement.dataset;
result.begun = sorted();
result.bytes = [order('bytes'), sorted(), order('bytes'), sorted()];
result.names = order('image');
result.sequential = [order('sequential'), order('sequential')];
)js";
  analysis::Facts facts = test::compare_facts();  // images of 100, 120, no and 100 ms in sequence
  facts.jobs[0].input_bytes = 10'000'000;
  facts.jobs[3].input_bytes = 900'000;
  EXPECT_THAT(open(measured(to_html(analysis::make_report(facts)), script)).out,
              AllOf(HasSubstr("data-begun=\"nnnnnnnn\""), HasSubstr("data-bytes=\"3120,nnnannnn,0123,nnndnnnn\""),
                    HasSubstr("data-names=\"0123\""), HasSubstr("data-sequential=\"0312,1032\"")))
      << "numbers as numbers; unknown ones last in both directions";
}

TEST_F(Browser, ShowsThePoolThatIsChosen) {
  const std::string script = R"js(
const shown = () => [...document.querySelectorAll('.panel')].filter(panel => panel.offsetHeight > 0).map(
    panel => panel.querySelector('h2').textContent.split('×')[1]).join('');
const result = document.documentElement.dataset;
result.first = shown();
document.querySelector('label[for=pool-2]').click();
result.second = shown();
document.querySelector('#pool-9').focus();
result.focus = document.activeElement.id;
)js";
  analysis::Facts facts = test::sweep_facts();
  EXPECT_THAT(open(measured(to_html(analysis::make_report(facts)), script)).out,
              AllOf(HasSubstr("data-first=\"8\""), HasSubstr("data-second=\"2\""), HasSubstr("data-focus=\"pool-9\"")));
}

TEST_F(Browser, SavesEveryChartAsAnImage) {
  const std::string script = R"js(
const links = [...document.querySelectorAll('a.save')];
const parsed = links.filter(link => {
  const text = new TextDecoder().decode(Uint8Array.from(atob(link.href.split(',')[1]), c => c.charCodeAt(0)));
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return svg.nodeName === 'svg' && svg.querySelector('title').textContent !== '' && link.download.endsWith('.svg');
});
const result = document.documentElement.dataset;
result.links = [links.length, parsed.length, document.querySelectorAll('.drawing').length];
links.forEach(link => {
  const image = new Image();
  image.onload = () => result.images = Number(result.images ?? 0) + (image.naturalWidth === 960);
  image.src = link.href;
  document.body.append(image);
});
)js";
  EXPECT_THAT(open(measured(sweep_page(), script)).out,
              AllOf(HasSubstr("data-links=\"15,15,15\""), HasSubstr("data-images=\"15\"")));
}

/// Names that a browser may take for something else than a file beside the page.
TEST_F(Browser, FollowsLinksToFilesOfAnyName) {
  const std::vector<std::string> names{"javascript:alert(1).jpg", "100%25 \"'<&>.jpg", "a?b#c.jpg", "caf\xE9.jpg",
                                       "caf\xC3\xA9.jpg",         "two\nlines.jpg"};
  analysis::Facts facts = test::sample_facts(names.size());
  facts.html_folder = "";
  model::RunResult run = test::run_of(model::Execution::sequential, 1, 100ms, {});
  for (std::size_t i = 0; i < names.size(); ++i) {
    facts.jobs[i].input = names[i];
    folder_.write(names[i], "found " + std::to_string(i));
    run.outcomes.push_back(test::done_outcome(0, 1ms, 1ms, i));
  }
  facts.measurements.series = {{.execution = model::Execution::sequential, .workers = 1, .runs = {run}}};
  const std::string script = R"js(
for (const link of document.querySelectorAll('.name a')) {
  const request = new XMLHttpRequest();
  request.open('GET', link.href, false);
  request.send();
  document.documentElement.dataset.found = (document.documentElement.dataset.found ?? '') + request.responseText + ',';
})js";
  EXPECT_THAT(open(measured(to_html(analysis::make_report(facts)), script)).out,
              HasSubstr("data-found=\"found 0,found 1,found 2,found 3,found 4,found 5,\""));
}

TEST_F(Browser, WouldTellOfTextsThatCollide) {
  const test::Finished shown =
      open(measured("<meta http-equiv>\n<svg><text y='20'>one</text><text y='20' x='9'>two</text><text "
                    "y='60'>three</text></svg></body>",
                    "document.documentElement.dataset.collisions = (" + std::string(kCollisions) + ")(document);"));
  EXPECT_THAT(shown.out, HasSubstr("data-collisions=\"one/two\""));
}

/// Printed pages do not scroll: every part of the page has to be as wide and high as what it holds, and within the
/// paper.
TEST_F(Browser, PrintsAllThereIs) {
  const std::string script = R"js(
matchMedia('print').addEventListener('change', event => {
  if (!event.matches) return;
  const page = document.documentElement;
  const cut = [...document.querySelectorAll('section, .scroll, .columns, svg, img, figure')].filter(
      part => part.scrollWidth > part.clientWidth || part.getBoundingClientRect().right > page.clientWidth + 1 ||
      part.getBoundingClientRect().height === 0);
  const hidden = [...document.querySelectorAll('h1, h2, td, th, li, p')].filter(part => part.offsetHeight === 0 &&
      part.closest('.context thead') === null);
  console.log(`print: cut [${cut.map(part => part.outerHTML.slice(0, 60))}], hidden [${hidden.map(
      part => part.textContent)}], collisions [${(COLLISIONS)(document)}], sections ${
      document.querySelectorAll('section').length}`);
});)js";
  for (const auto& [page, sections] : {std::pair(sample_page(), std::string("10")), {sweep_page(), "20"}}) {
    const test::Finished printed =
        open(measured(page, std::regex_replace(script, std::regex("COLLISIONS"), kCollisions)),
             {"--print-to-pdf=" + (folder_ / "page.pdf").string()});
    EXPECT_THAT(printed.err, HasSubstr("print: cut [], hidden [], collisions [], sections " + sections + '"'));
    EXPECT_THAT(test::read_file(folder_ / "page.pdf"), testing::StartsWith("%PDF-"));
  }
}

TEST_F(Browser, FollowsTheReadersColors) {
  const std::string script = "document.documentElement.dataset.page = getComputedStyle(document.body).backgroundColor;";
  EXPECT_THAT(open(measured(sample_page(), script)).out, HasSubstr("data-page=\"rgb(247, 247, 245)\""));
  EXPECT_THAT(
      open(measured(sample_page(), script), {"--force-dark-mode", "--blink-settings=preferredColorScheme=0"}).out,
      HasSubstr("data-page=\"rgb(19, 20, 22)\""));
}

}  // namespace
}  // namespace resizer::report
