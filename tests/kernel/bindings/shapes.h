/* SPDX-License-Identifier: GPL-2.0 OR MIT */
/* What is hard to say in C++: each struct here has one reason to be misread. */
#ifndef SHAPES_H
#define SHAPES_H

struct empty {
};

struct with_empty {
	int before;
	struct empty nothing;
	int after;
};

struct with_bits {
	unsigned int low : 3, high : 7;
	unsigned long : 0;
	short rest : 4;
	char last;
};

struct with_unions {
	union {
		long number;
		struct {
			int left;
			int right;
		};
	};
	union {
		int a;
		double b;
	} named;
	struct {
		char c[3];
	} unnamed_type;
	void *end;
};

struct __attribute__((packed)) packed {
	char c;
	long l;
	short s;
};

struct holds_packed {
	char c;
	struct packed p;
	struct packed more[2];
} __attribute__((aligned(16)));

struct cache_line {
	int hot;
	int cold __attribute__((aligned(64)));
};

struct flexible {
	unsigned int count;
	struct cache_line *lines[];
};

typedef struct {
	int counter;
} counter_t;

struct list {
	struct list *next, *prev;
};

enum direction { BACK = -1, STAY, FORTH };
enum mask { ALL = ~0UL };

struct operations {
	const char *const name;
	int (*open)(struct list *list, enum direction way);
	long (*log)(const char *format, ...);
	void (*(*find)(const char *name))(void *context);
	counter_t *(*counters)[4];
	volatile int state;
	unsigned char class;
	_Bool new;
	char sign;
	enum direction way;
	__builtin_va_list *arguments;
};

#define LEAST (-0x7fffffffffffffffL - 1)
#define GREATEST (~0ULL)
#define FLAGS ((unsigned short)0x8001)
#define LETTER 'x'
#define TEXT "a\"b\\c\001" "6\n"
#define YES ((_Bool)1)

extern struct list shapes_head;
extern const char shapes_names[][8];
extern volatile long shapes_ticks;
int shapes_register(struct operations *operations, counter_t by_value, struct list two);
void shapes_stop(const char *why, ...) __attribute__((noreturn));
#define shapes_log(format, ...) shapes_log(format, ##__VA_ARGS__)
int (shapes_log)(const char *format, ...);

#endif
