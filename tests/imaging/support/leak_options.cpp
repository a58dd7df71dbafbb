// LeakSanitizer asks this, where it is linked in. The encoder libx265, with which tests make HEIC, keeps a table of
// each depth until the process ends; the program itself does not encode HEIC.
// The name is LeakSanitizer's. NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  // NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming)
  return "leak:libx265";
}
