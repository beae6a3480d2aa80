// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/generate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace ferrule::kernel::bindgen {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// A kernel of one header, <k.h>, in a directory that ends with the test.
class Generate : public ::testing::Test {
 protected:
  fs::path folder_ = fs::path(::testing::TempDir()) /
                     ("ferrule_bindgen_" + std::to_string(std::random_device()()));
  Problems problems_ = {};
  std::string header_ = {};
  std::string check_ = {};

  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  /// Fills header_ and check_, or problems_.
  void generate_from(const std::string& c, const std::string& allow, const std::string& probes = "",
                     const std::string& helper = "") {
    write("k.h", c);
    Sources sources = {.allow_lists = {{.name = "k.allow", .text = "include <k.h>\n" + allow}},
                       .flags = {"-std=gnu11", "-funsigned-char", "-I" + folder_.string()}};
    if (!probes.empty()) {
      sources.probes = {.name = write("probes.h", probes), .text = probes};
    }
    if (!helper.empty()) {
      sources.helpers.push_back(write("helper.c", helper));
    }
    const std::optional<Generated> generated = generate(sources, problems_);
    header_ = generated.has_value() ? generated->header : std::string();
    check_ = generated.has_value() ? generated->check : std::string();
  }

  [[nodiscard]] std::string problems() const {
    std::string text;
    for (const Problem& problem : problems_) {
      text += to_text(problem) + "\n";
    }
    return text;
  }
};

TEST_F(Generate, fields_stand_at_their_offsets_between_opaque_bytes) {
  generate_from("struct s { int a; char b[3]; long c; void *d; };", "struct s: a c\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("struct alignas(8) s {\n"
                                 "  int a;\n"
                                 "  unsigned char opaque_at_4_[4];\n"
                                 "  long c;\n"
                                 "  unsigned char opaque_at_16_[8];\n"
                                 "};\n"));
  EXPECT_THAT(header_, HasSubstr("static_assert(sizeof(s) == 24);"));
  EXPECT_THAT(header_, HasSubstr("static_assert(__builtin_offsetof(s, c) == 8);"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr unsigned long size_of_s = 24;"));
  EXPECT_THAT(check_, HasSubstr("#include <k.h>\n"));
  EXPECT_THAT(check_, HasSubstr("_Static_assert(sizeof(struct s) == 24, \"struct s: size\");"));
  EXPECT_THAT(check_, HasSubstr("_Static_assert(__builtin_offsetof(struct s, c) == 8"));
  EXPECT_THAT(check_,
              HasSubstr("__builtin_types_compatible_p(__typeof__(((struct s *)0)->c), long)"));
  EXPECT_THAT(check_, Not(HasSubstr("struct s, d)")));
}

TEST_F(Generate, bit_fields_unions_and_what_has_no_name_are_bytes) {
  generate_from(
      "struct s { unsigned x : 3, y : 5; union { long l; int i; }; union u { int a; } u;\n"
      "           struct { short p; } q; int last; char tail[]; };",
      "struct s: last u q\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("  unsigned char opaque_at_0_[16];\n"
                                 "  unsigned char u[4];\n"
                                 "  unsigned char q[2];\n"
                                 "  unsigned char opaque_at_22_[2];\n"
                                 "  int last;\n"
                                 "  unsigned char opaque_at_28_[4];\n"));
}

TEST_F(Generate, fields_of_anonymous_members_are_reached_by_name) {
  generate_from("struct s { int a; union { struct { int b; long c; }; char d[24]; }; };",
                "struct s: b c\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("  unsigned char opaque_at_0_[8];\n  int b;\n"
                                 "  unsigned char opaque_at_12_[4];\n  long c;\n"));
}

TEST_F(Generate, fields_that_share_bytes_are_refused) {
  generate_from("struct s { union { int a; long b; }; };", "struct s: a\nstruct s: b\n");
  EXPECT_EQ(header_, "");
  EXPECT_THAT(problems(), HasSubstr("struct s: 'a' and 'b' share bytes (a union)"));
}

TEST_F(Generate, packed_structs_stay_packed) {
  generate_from(
      "struct __attribute__((packed)) s { char a; int b; };\n"
      "struct t { char a; int b; } __attribute__((packed, aligned(4)));\n",
      "struct s: *\nstruct t: b\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("struct __attribute__((packed)) alignas(1) s {\n  char a;\n"
                                 "  int b;\n};"));
  EXPECT_THAT(header_, HasSubstr("struct __attribute__((packed)) alignas(4) t {"));
}

TEST_F(Generate, an_empty_struct_has_size_zero_by_name_only) {
  generate_from("struct key { }; struct s { int a; struct key k; int b; };",
                "opaque struct key\nstruct s: a b\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("struct key {};\n"));
  EXPECT_THAT(header_, HasSubstr("size_of_key = 0;"));
  EXPECT_THAT(header_, Not(HasSubstr("sizeof(key)")));
  EXPECT_THAT(check_, HasSubstr("sizeof(struct key) == 0"));
  EXPECT_THAT(header_, HasSubstr("static_assert(__builtin_offsetof(s, b) == 4);"));
}

TEST_F(Generate, what_is_held_by_value_comes_first) {
  generate_from("struct z { long l; }; struct y { struct z z[2]; }; struct a { struct y y; };",
                "struct a: *\nstruct y: z\n");
  EXPECT_EQ(problems(), "");
  const usize z = header_.find("struct alignas(8) z {\n  unsigned char opaque_at_0_[8];");
  const usize y = header_.find("struct alignas(8) y {\n  struct z z[2];");
  const usize a = header_.find("struct alignas(8) a {\n  struct y y;");
  ASSERT_NE(a, std::string::npos) << header_;
  EXPECT_LT(z, y);
  EXPECT_LT(y, a);
}

TEST_F(Generate, prototypes_are_exact) {
  generate_from(
      "struct f; typedef long ssize_t; typedef _Bool bool; typedef int (*cb_t)(void *, const char "
      "*);\n"
      "enum e { A };\n"
      "struct ops { ssize_t (*read)(struct f *, char *, unsigned long, long long *);\n"
      "             cb_t (*pick)(enum e, const volatile int *const *); void (*plain)(void); };\n"
      "int reg(struct f *class, cb_t call);\nint say(const char *, ...);\nbool ask(int "
      "(*table)[4]);\n"
      "void stop(int) __attribute__((noreturn));\nvoid va(const char *, __builtin_va_list);\n",
      "struct ops: *\nfunction reg\nfunction say\nfunction ask\nfunction stop\nfunction va\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("long (*read)(struct f *, char *, unsigned long, long long *);"));
  EXPECT_THAT(
      header_,
      HasSubstr("int (*(*pick)(enum e, const volatile int *const *))(void *, const char *);"));
  EXPECT_THAT(header_, HasSubstr("void (*plain)();"));
  EXPECT_THAT(header_, HasSubstr("int reg(struct f *class_, int (*call)(void *, const char *));"));
  EXPECT_THAT(header_, HasSubstr("int say(const char *, ...);"));
  EXPECT_THAT(header_, HasSubstr("bool ask(int (*table)[4]);"));
  EXPECT_THAT(header_, HasSubstr("[[noreturn]] void stop(int);"));
  EXPECT_THAT(header_, HasSubstr("void va(const char *, __builtin_va_list);"));
  EXPECT_THAT(header_, HasSubstr("struct f;\n"));
  EXPECT_THAT(header_, HasSubstr("enum e : unsigned int;\n"));
  EXPECT_THAT(check_, HasSubstr("__typeof__(&ask), _Bool (*)(int (*)[4]))"));
  EXPECT_THAT(check_, HasSubstr("->plain), void (*)(void))"));
  EXPECT_THAT(check_, HasSubstr("extern void (stop)(int);"));
}

TEST_F(Generate, enums_keep_their_integer_and_values) {
  generate_from(
      "enum e { LOW = -1, class, HIGH = 7 }; enum big { TOP = 1UL << 40 };\n"
      "typedef enum { ONE = 1 } only_t;",
      "enum e\nenum big\nenum only_t\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("enum e : int {\n  LOW = -1,\n  class_ = 0,\n  HIGH = 7,\n};"));
  EXPECT_THAT(header_, HasSubstr("enum big : unsigned long {\n  TOP = 1099511627776UL,\n};"));
  EXPECT_THAT(header_, HasSubstr("enum only_t : unsigned int {\n  ONE = 1U,\n};"));
  EXPECT_THAT(check_, HasSubstr("_Static_assert(class == 0, \"class: value\");"));
  EXPECT_THAT(check_, HasSubstr("((enum e)-1 < 1) == 1"));
}

TEST_F(Generate, constants_are_evaluated_with_their_type) {
  generate_from(
      "typedef unsigned int gfp_t;\n#define FLAGS ((gfp_t)(0xcc0u | 0))\n"
      "#define LEAST (-0x7fffffffffffffffL - 1)\n#define MOST (~0UL)\n#define NO ((_Bool)0)\n"
      "enum { STEP = -5 };\n#define LEVEL \"\\001\" \"6\"\n",
      "constant FLAGS\nconstant LEAST\nconstant MOST\nconstant NO\nconstant STEP\n"
      "constant LEVEL\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("namespace ferrule::kernel::bindings {"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr unsigned int FLAGS = 3264U;"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr long LEAST = (-9223372036854775807L - 1);"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr unsigned long MOST = 18446744073709551615UL;"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr bool NO = 0;"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr int STEP = -5;"));
  EXPECT_THAT(header_, HasSubstr("inline constexpr char LEVEL[] = \"\\0016\";"));
  EXPECT_THAT(check_, HasSubstr("_Static_assert((FLAGS) == 3264U, \"FLAGS: value\");"));
  EXPECT_THAT(check_, HasSubstr("sizeof(LEVEL) == 3"));
}

TEST_F(Generate, names_of_unnamed_structs_variables_and_typedefs) {
  generate_from(
      "typedef struct { int counter; } atomic_t; typedef struct lock { int l; } lock_t;\n"
      "extern unsigned long volatile ticks; struct s { atomic_t a; };\n",
      "struct s: a\nstruct atomic_t: counter\ntypedef lock_t\ntypedef atomic_t\n"
      "variable ticks\nopaque struct lock_t\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("struct alignas(4) atomic_t {\n  int counter;\n};"));
  EXPECT_THAT(header_, HasSubstr("  struct atomic_t a;\n"));
  EXPECT_THAT(header_, HasSubstr("using lock_t = struct lock;\n"));
  EXPECT_THAT(header_, Not(HasSubstr("using atomic_t")));
  EXPECT_THAT(header_, HasSubstr("extern volatile unsigned long ticks;"));
  EXPECT_THAT(header_, HasSubstr("struct alignas(4) lock {"));
  EXPECT_THAT(check_, HasSubstr("sizeof(atomic_t) == 4"));
}

TEST_F(Generate, what_goes_by_value_is_defined_or_refused) {
  generate_from(
      "typedef struct { unsigned int val; } uid; struct large { double d[3]; };\n"
      "uid owner(struct large);\n",
      "function owner\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("struct alignas(4) uid {\n  unsigned char opaque_at_0_[4];\n};"));
  EXPECT_THAT(header_, HasSubstr("struct alignas(8) large {"));
  EXPECT_THAT(header_, HasSubstr("struct uid owner(struct large);"));
  generate_from(
      "struct f { float x; }; struct p { char c; struct __attribute__((packed)) "
      "{ char d; int i; } q; }; struct e { }; union u { int a; };\n"
      "void a(struct f); struct p b(void); void c(struct e); void d(union u);\n",
      "function a\nfunction b\nfunction c\nfunction d\n");
  EXPECT_EQ(problems_.size(), 4U) << problems();
  EXPECT_THAT(problems(),
              HasSubstr("k.allow:3: function b: 'struct p' goes by value, and C++ would"));
}

TEST_F(Generate, variables_and_functions_keep_the_linkers_name) {
  generate_from(
      "int f(void) __asm__(\"real_f\"); extern int v __asm__(\"real_v\"); int g(void);\n"
      "void *h(void *p __attribute__((pass_object_size(0)))) "
      "__attribute__((overloadable));\n"
      "extern __attribute__((section(\".data..percpu\"))) int each;\n",
      "function f\nvariable v\nfunction g\nfunction h\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("void *h(void *p);"));
  EXPECT_THAT(header_, HasSubstr("int f() __asm__(\"real_f\");"));
  EXPECT_THAT(header_, HasSubstr("extern int v __asm__(\"real_v\");"));
  EXPECT_THAT(header_, HasSubstr("int g();"));
  generate_from("extern __attribute__((section(\".data..percpu..hot\"))) int each;\n",
                "variable each\n");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: each is a per-CPU variable"));
}

TEST_F(Generate, helpers_are_found_and_gcc_is_not_asked_about_them) {
  generate_from("struct mutex { int a; };", "opaque struct mutex\n", "#define FERRULE_PROBE_P 1\n",
                "#if !FERRULE_PROBE_P\n#error probes come first\n#endif\n"
                "static int quiet(void) { return 0; }\n"
                "int ferrule_take(struct mutex *lock) { return quiet() + lock->a; }\n"
                "int other(void) { return 0; }\nint ferrule_only_declared(void);\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("int ferrule_take(struct mutex *lock);"));
  EXPECT_THAT(header_, Not(HasSubstr("other")));
  EXPECT_THAT(header_, Not(HasSubstr("only_declared")));
  EXPECT_THAT(check_, Not(HasSubstr("ferrule_take")));
}

TEST_F(Generate, probes_choose_lines) {
  generate_from("struct s { int a; };",
                "struct s: a\nstruct s: b when has_b\nfunction g unless no_g\n",
                "#define FERRULE_PROBE_HAS_B 0\n#define FERRULE_PROBE_NO_G 1\n");
  EXPECT_EQ(problems(), "");
  EXPECT_THAT(header_, HasSubstr("  int a;"));
}

TEST_F(Generate, missing_fields_say_where_and_what_to_do) {
  generate_from("struct s { int a; };", "struct s: a foo\n");
  EXPECT_EQ(header_, "");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: struct s has no field 'foo' in this kernel"));
  EXPECT_THAT(problems(), HasSubstr("'struct s: foo when PROBE'"));
}

TEST_F(Generate, every_missing_name_is_told_at_its_line) {
  generate_from(
      "struct known { int a; }; struct only_declared;\n"
      "static inline int quick(void) { return 0; }\n#define shape(x) (x)\n",
      "opaque struct gone\nopaque struct only_declared\nenum nothing\nfunction gone\n"
      "function quick\nfunction shape\nvariable gone\ntypedef gone\n");
  const std::string text = problems();
  EXPECT_THAT(text, HasSubstr("k.allow:2: struct gone is not defined in these headers"));
  EXPECT_THAT(text, HasSubstr("k.allow:3: struct only_declared is not defined"));
  EXPECT_THAT(text, HasSubstr("k.allow:4: enum nothing is not defined"));
  EXPECT_THAT(text, HasSubstr("k.allow:5: function gone is not declared"));
  EXPECT_THAT(text, HasSubstr("k.allow:6: quick is an inline function in this kernel"));
  EXPECT_THAT(text, HasSubstr("'ferrule_quick'"));
  EXPECT_THAT(text, HasSubstr("k.allow:7: shape is a macro in this kernel"));
  EXPECT_THAT(text, HasSubstr("k.allow:8: variable gone is not declared"));
  EXPECT_THAT(text, HasSubstr("k.allow:9: typedef gone is not in these headers"));
  EXPECT_EQ(problems_.size(), 8U);
}

TEST_F(Generate, fields_that_cpp_cannot_have_are_refused) {
  generate_from("struct key { }; struct s { int a : 3; struct key k; union { int b; }; int c[]; };",
                "struct s: a k c\n");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: struct s: 'a' is a bit-field"));
  EXPECT_THAT(problems(), HasSubstr("'k' is empty in this kernel"));
  EXPECT_THAT(problems(), HasSubstr("'c' is a flexible array"));
  problems_.clear();
  generate_from("struct s { union { int b; }; union { int d; } u; };", "struct s: *\n");
  EXPECT_THAT(problems(), HasSubstr("'b' stands in a union"));
  EXPECT_THAT(problems(), HasSubstr("'u' is a union"));
}

TEST_F(Generate, what_clang_says_is_passed_on_with_the_line_it_is_about) {
  generate_from("", "constant GFP_KERNE\n");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: constant GFP_KERNE: clang says: "
                                    "use of undeclared identifier 'GFP_KERNE'"));
  problems_.clear();
  generate_from("", "include <not/there.h>\n");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: include <not/there.h>: clang says: "
                                    "'not/there.h' file not found"));
  problems_.clear();
  generate_from("int fine;\nint broken = ;\n", "");
  EXPECT_THAT(problems(), HasSubstr("k.h:2: clang says: expected expression"));
  problems_.clear();
  generate_from("extern int variable;\n#define ADDRESS (&variable)\n", "constant ADDRESS\n");
  EXPECT_THAT(problems(), HasSubstr("k.allow:2: ADDRESS is neither an integer nor a string"));
}

TEST_F(Generate, is_the_same_each_time) {
  const std::string c = "struct b { int x; }; struct a { struct b b; }; int f(struct a *);";
  generate_from(c, "struct a: *\nfunction f\n");
  const std::string first = header_ + check_;
  generate_from(c, "function f\nstruct a: *\nstruct a: b\nfunction f\n");
  EXPECT_EQ(header_ + check_, first);
}

}  // namespace
}  // namespace ferrule::kernel::bindgen
