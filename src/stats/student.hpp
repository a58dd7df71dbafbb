#pragma once

namespace resizer::stats {

/// The t for which a variable of Student's distribution ("The Probable Error of a Mean", Biometrika 6 (1908)) lies
/// between -t and t with this probability, 0 to 1. The finite series for whole degrees of freedom, at least 1, are
/// those of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
double student_t(unsigned degrees_of_freedom, double probability);

}  // namespace resizer::stats
