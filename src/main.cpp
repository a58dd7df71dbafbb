#include "app/program.hpp"

int main(int argc, char** argv) {
  return resizer::app::run_program(argc, argv);
}
