#include "support/trace_rules.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace resizer::test {
namespace {

using nlohmann::json;

class Checker {
 public:
  void check(const json& event) {
    event_ = event.dump();
    if (!is_text(event, "name") || !is_text(event, "ph")) return fault("has no name or phase");
    if (!is_id(event, "pid") || !is_id(event, "tid")) return fault("has no pid or tid above 0");
    if (event["ph"] == "M") return check_metadata(event);
    if (event["ph"] == "X") return check_complete(event);
    fault("has a phase of no use here");
  }

  std::vector<std::string> finish() {
    event_ = "the trace";
    for (const auto& [tid, thread] : threads_) {
      if (!thread.named) fault("does not name thread " + std::to_string(tid));
      if (!named_processes_.contains(thread.pid)) fault("does not name process " + std::to_string(thread.pid));
    }
    return std::move(faults_);
  }

 private:
  struct Thread {
    long pid = 0;
    bool named = false;
    std::int64_t last_begin = 0;
    std::vector<std::int64_t> open_ends;
  };

  static bool is_text(const json& event, const char* key) { return event.contains(key) && event[key].is_string(); }
  static bool is_id(const json& event, const char* key) {
    return event.contains(key) && event[key].is_number_integer() && event[key] > 0;
  }
  static bool is_time(const json& event, const char* key) {
    return event.contains(key) && event[key].is_number_unsigned();
  }

  void fault(const std::string& what) { faults_.push_back(event_ + ": " + what); }

  Thread& thread_of(const json& event) {
    const auto [thread, is_new] = threads_.try_emplace(event["tid"]);
    if (is_new) thread->second.pid = event["pid"];
    if (thread->second.pid != event["pid"]) fault("has the thread of another process");
    return thread->second;
  }

  void check_metadata(const json& event) {
    const std::map<std::string, const char*> arguments{{"process_name", "name"},
                                                       {"thread_name", "name"},
                                                       {"process_sort_index", "sort_index"},
                                                       {"thread_sort_index", "sort_index"}};
    const auto argument = arguments.find(event["name"]);
    if (argument == arguments.end()) return fault("is unknown metadata");
    if (!event.contains("args") || !event["args"].contains(argument->second)) return fault("lacks its argument");
    Thread& thread = thread_of(event);
    if (event["name"] == "thread_name") thread.named = true;
    if (event["name"] == "process_name") named_processes_.insert(event["pid"].get<long>());
  }

  void check_complete(const json& event) {
    if (!is_time(event, "ts") || !is_time(event, "dur")) return fault("has no time in whole microseconds");
    Thread& thread = thread_of(event);
    const std::int64_t begin = event["ts"];
    const std::int64_t end = begin + event["dur"].get<std::int64_t>();
    if (begin < thread.last_begin) fault("begins before the one before it");
    thread.last_begin = begin;
    while (!thread.open_ends.empty() && thread.open_ends.back() <= begin) thread.open_ends.pop_back();
    if (!thread.open_ends.empty() && end > thread.open_ends.back()) fault("ends after the one it lies in");
    thread.open_ends.push_back(end);
  }

  std::string event_;
  std::map<long, Thread> threads_;
  std::set<long> named_processes_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> trace_faults(const std::string& trace) {
  const json document = json::parse(trace, nullptr, false);
  if (!document.is_object() || !document.contains("traceEvents") || !document["traceEvents"].is_array()) {
    return {"no object with an array traceEvents"};
  }
  Checker checker;
  for (const json& event : document["traceEvents"]) checker.check(event);
  return checker.finish();
}

}  // namespace resizer::test
