# SPDX-License-Identifier: GPL-2.0 OR MIT
# The flags clang-19 needs for objects that go into this kernel, derived from the ones Kbuild picked
# for the kernel's own compiler:
#
#   $(call ferrule-target-flags,FLAGS)   flags of the target: ABI, mitigations, code generation
#   $(call ferrule-check-flags,FLAGS)    nothing, or an error that names the flags not known here
#
# Every flag stands in one of the lists below. One that stands in none is an error: a flag dropped in
# silence is how a module loses a mitigation.

# clang knows these and means the same by them.
ferrule-kept := -m64 -O2 -Os -D% -U% \
    -fno-strict-aliasing -fno-common -fshort-wchar -funsigned-char -fno-PIE -fno-pie -fno-PIC \
    -mno-sse -mno-mmx -mno-sse2 -mno-sse3 -mno-ssse3 -mno-sse4 -mno-sse4.1 -mno-sse4.2 -mno-sse4a \
    -mno-3dnow -mno-avx -mno-avx2 -mno-avx512f -mno-80387 -mno-fma -mno-fma4 -mno-fp-ret-in-387 \
    -mno-xop -mno-aes -msoft-float -mno-red-zone -mcmodel=kernel \
    -mskip-rax-setup -mtune=% -march=% -fcf-protection=% -fno-jump-tables \
    -fno-asynchronous-unwind-tables -fno-delete-null-pointer-checks -fno-strict-overflow -fwrapv \
    -mfunction-return=thunk-extern -mharden-sls=all -fpatchable-function-entry=% \
    -falign-functions=% \
    -fstack-protector -fstack-protector-strong -fno-stack-protector -mstack-protector-guard=% \
    -mstack-protector-guard-reg=% -mstack-protector-guard-symbol=% -fno-stack-clash-protection \
    -ftrivial-auto-var-init=% \
    -fzero-call-used-regs=% -fno-omit-frame-pointer -fomit-frame-pointer \
    -fno-optimize-sibling-calls -fstrict-flex-arrays=% \
    -mstack-alignment=% -mretpoline-external-thunk -mindirect-branch-cs-prefix -pipe \
    -fsanitize=kcfi

# gcc's spelling, and clang's for the same thing.
# Debug information is left out where Kbuild makes BTF from it: pahole cannot read C++ and complains
# of each type (ferrule-debug-info := y keeps it).
ferrule-translated := -mpreferred-stack-boundary=3 -mpreferred-stack-boundary=2 \
    -mindirect-branch=thunk-extern -mindirect-branch-register -g -g% -fmin-function-alignment=%
ferrule-translation = \
    $(if $(filter -mpreferred-stack-boundary=3,$(1)),-mstack-alignment=8) \
    $(if $(filter -mpreferred-stack-boundary=2,$(1)),-mstack-alignment=4) \
    $(if $(filter -mindirect-branch=thunk-extern,$(1)),-mretpoline-external-thunk) \
    $(patsubst -fmin-function-alignment=%,-falign-functions=%,$(filter \
        -fmin-function-alignment=%,$(1))) \
    $(if $(filter -g -g%,$(1)),$(if $(ferrule-makes-btf),$(if $(ferrule-debug-info),-g),-g))
ferrule-makes-btf = $(and $(CONFIG_DEBUG_INFO_BTF_MODULES),$(wildcard $(objtree)/vmlinux))

# What we do without, and why:
#   gcc's tuning (clang has no such pass), warnings (we choose our own), the C dialect, what clang
#   never does (racy stores, stack probes), gcc's plugins, clang as the kernel's own compiler, and
#   ftrace's call at each function's entry: our functions are not traced.
ferrule-dropped := -falign-jumps=% -falign-loops=% -fconserve-stack -fno-allow-store-data-races \
    -fno-stack-check -fno-builtin-wcslen -fno-var-tracking-assignments -fno-ipa-% -flive-patching=% \
    -fno-tree-% -fno-inline-functions-called-once -fno-gcse -fno-reorder-blocks \
    -fno-partial-inlining --param=% -fno-lto \
    -W% -w -std=% -nostdinc -fplugin=% -fplugin-arg-% \
    -pg -mfentry -mrecord-mcount -mnop-mcount -fno-profile-% \
    --target=% -fintegrated-as -no-integrated-as -fno-addrsig -Qunused-arguments \
    -fdebug-info-for-profiling -mllvm% -fmacro-prefix-map=% -fdebug-prefix-map=% -ffile-prefix-map=%

ferrule-known := $(ferrule-kept) $(ferrule-translated) $(ferrule-dropped)
ferrule-unknown = $(filter-out $(ferrule-known),$(1))
ferrule-check-flags = $(if $(call ferrule-unknown,$(1)),$(error \
    ferrule: this kernel is compiled with flags that Ferrule does not know:\
    $(call ferrule-unknown,$(1)). Add each to a list in ferrule/kernel/build/flags.mk))
ferrule-target-flags = $(filter $(ferrule-kept),$(1)) $(call ferrule-translation,$(1))

# KASAN and UBSAN, which Kbuild keeps apart. gcc's and clang's spelling differ
# (scripts/Makefile.kasan, Makefile.ubsan). KASAN's work is done when code is made of bitcode, so
# that step needs its flags too.
ferrule-kasan-flags = $(if $(strip $(CFLAGS_KASAN)),-fsanitize=kernel-address \
    -mllvm -asan-mapping-offset=$(or $(KASAN_SHADOW_OFFSET),$(CONFIG_KASAN_SHADOW_OFFSET)) \
    -mllvm -asan-instrumentation-with-call-threshold=$(if $(CONFIG_KASAN_INLINE),10000,0) \
    -mllvm -asan-stack=$(if $(CONFIG_KASAN_STACK),1,0) -mllvm -asan-globals=1 \
    -mllvm -asan-kernel-mem-intrinsic-prefix=1)
ferrule-ubsan-kept := -fsanitize=alignment -fsanitize=array-bounds -fsanitize=local-bounds \
    -fsanitize=shift -fsanitize=integer-divide-by-zero -fsanitize=unreachable -fsanitize=bool \
    -fsanitize=enum -fsanitize-trap=undefined
ferrule-ubsan-translated := -fsanitize=bounds-strict
ferrule-ubsan-flags = $(filter $(ferrule-ubsan-kept),$(CFLAGS_UBSAN)) \
    $(if $(filter -fsanitize=bounds-strict,$(CFLAGS_UBSAN)),-fsanitize=array-bounds) \
    $(if $(filter-out $(ferrule-ubsan-kept) $(ferrule-ubsan-translated),$(CFLAGS_UBSAN)),$(error \
        ferrule: UBSAN of this kernel has flags that Ferrule does not know: $(CFLAGS_UBSAN). Add \
        each to a list in ferrule/kernel/build/flags.mk))
ferrule-sanitizer-flags = $(call ferrule-kasan-flags) $(call ferrule-ubsan-flags)
