// LeakSanitizer asks this, where it is linked in. The encoder libx265, with which tests make HEIC, keeps a table of
// each depth until the process ends; the program itself does not encode HEIC.
extern "C" const char* __lsan_default_suppressions();   // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libx265";
}
