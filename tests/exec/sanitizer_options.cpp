// Faults that the tests order must reach the parent as the signals they are, not as a sanitizer's report.
#if defined(__SANITIZE_ADDRESS__)
extern "C" const char* __asan_default_options() {
  return "handle_segv=0:handle_abort=0:handle_sigbus=0:use_sigaltstack=0:allocator_may_return_null=1";
}
#endif
