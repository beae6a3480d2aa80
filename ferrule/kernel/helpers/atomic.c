// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/atomic.h>
#include <linux/build_bug.h>

/* C++ holds plain words; the kernel's own operations work on them. */
static_assert(sizeof(atomic_t) == sizeof(s32) && sizeof(atomic64_t) == sizeof(s64));

/* As in atomic.hpp. Callers pass a constant, so once it is inlined one case is left. */
enum ferrule_order { FERRULE_RELAXED, FERRULE_ACQUIRE, FERRULE_RELEASE, FERRULE_FULL };
#define FERRULE_INLINE __attribute__((__always_inline__))

#define FERRULE_IN_ORDER(order, operation, ...)                                         \
	switch (order) {                                                                \
	case FERRULE_RELAXED:                                                           \
		return operation##_relaxed(__VA_ARGS__);                                \
	case FERRULE_ACQUIRE:                                                           \
		return operation##_acquire(__VA_ARGS__);                                \
	case FERRULE_RELEASE:                                                           \
		return operation##_release(__VA_ARGS__);                                \
	default:                                                                        \
		return operation(__VA_ARGS__);                                          \
	}

#define FERRULE_ATOMIC_FETCH(name, word, kind, operation)                               \
	FERRULE_INLINE word ferrule_##name##_##operation(word *place, word operand,     \
							 unsigned int order)            \
	{                                                                               \
		FERRULE_IN_ORDER(order, name##_##operation, operand, (kind *)place)     \
	}

#define FERRULE_ATOMIC(name, word, kind)                                                \
	FERRULE_INLINE word ferrule_##name##_read(const word *place, unsigned int order) \
	{                                                                               \
		return order == FERRULE_ACQUIRE ? name##_read_acquire((const kind *)place) \
						: name##_read((const kind *)place);     \
	}                                                                               \
	FERRULE_INLINE void ferrule_##name##_set(word *place, word value,               \
						 unsigned int order)                    \
	{                                                                               \
		if (order == FERRULE_RELEASE)                                           \
			name##_set_release((kind *)place, value);                       \
		else                                                                    \
			name##_set((kind *)place, value);                               \
	}                                                                               \
	FERRULE_ATOMIC_FETCH(name, word, kind, fetch_add)                               \
	FERRULE_ATOMIC_FETCH(name, word, kind, fetch_and)                               \
	FERRULE_ATOMIC_FETCH(name, word, kind, fetch_or)                                \
	FERRULE_ATOMIC_FETCH(name, word, kind, fetch_xor)                               \
	FERRULE_INLINE word ferrule_##name##_xchg(word *place, word value,              \
						  unsigned int order)                   \
	{                                                                               \
		FERRULE_IN_ORDER(order, name##_xchg, (kind *)place, value)              \
	}                                                                               \
	FERRULE_INLINE bool ferrule_##name##_try_cmpxchg(word *place, word *expected,   \
							 word value, unsigned int order) \
	{                                                                               \
		FERRULE_IN_ORDER(order, name##_try_cmpxchg, (kind *)place, expected, value) \
	}

FERRULE_ATOMIC(atomic, s32, atomic_t)
FERRULE_ATOMIC(atomic64, s64, atomic64_t)
