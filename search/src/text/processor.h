// What the processor can do beyond what every build relies on. Functions made
// for such instructions are marked [[gnu::target("popcnt")]] or
// [[gnu::target("avx2")]] on x86-64, where alone they need to ask; elsewhere
// they are ordinary functions.
#ifndef VIGIE_TEXT_PROCESSOR_H_
#define VIGIE_TEXT_PROCESSOR_H_

namespace vigie::text {

// Whether functions for the popcnt instruction may be called. Any thread, also
// before main; costs a load.
inline bool HasPopCount() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("popcnt") != 0;
#else
  return true;
#endif
}

// The same for AVX2: eight numbers of 32 bits at once.
inline bool HasWideVectors() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return true;
#endif
}

// The same for BMI2: shifts by a number in any register.
inline bool HasBitMoves() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("bmi2") != 0;
#else
  return true;
#endif
}

}  // namespace vigie::text

#endif  // VIGIE_TEXT_PROCESSOR_H_
