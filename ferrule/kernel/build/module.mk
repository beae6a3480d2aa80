# SPDX-License-Identifier: GPL-2.0 OR MIT
# Kernel modules in safe C++: the one line of a module's Kbuild file is
#
#   include $(or $(FERRULE_MK),$(shell ferrule module mk),$(error ferrule is not in PATH))
#
# and makes one module, named after its folder, of every .cpp file in it. To choose otherwise, say
# before that line
#
#   ferrule-m := blinky other          the modules of this folder
#   blinky-sources := blinky.cpp led.cpp
#
# How an object comes about: C++ -> bitcode; the C helpers (compiled once for each kernel, against its
# own headers with its own flags) are linked in as bitcode and made internal, so that they inline;
# then code, and objtool as for C. A table of assertions about every type used (layout_check.c) is
# compiled by the kernel's own compiler into each module. The checker of the safe subset reads each
# file once more where it is there, and the programs of the test (test/*.cpp); FERRULE_CHECK=no leaves
# that out, FERRULE_CHECK=only leaves out everything else, and leaves the UNSAFE regions of FILE.cpp
# in FILE.checked.
#
# FERRULE_LLVM is a release (20: clang-20 and so on; without it 19), or the folder of programs whose
# names have no number.

ferrule-build := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
include $(ferrule-build)/paths.mk
include $(ferrule-build)/flags.mk

ferrule-llvm-program = $(if $(findstring /,$(FERRULE_LLVM)),$(patsubst \
    %/,%,$(FERRULE_LLVM))/$(1),$(1)-$(or $(FERRULE_LLVM),19))
ferrule-clang ?= $(call ferrule-llvm-program,clang)
ferrule-clangxx ?= $(call ferrule-llvm-program,clang++)
ferrule-llvm-link ?= $(call ferrule-llvm-program,llvm-link)
ferrule-opt ?= $(call ferrule-llvm-program,opt)

# The checker is a part of clang 19, which no other release can load.
ferrule-check := $(if $(filter no,$(FERRULE_CHECK))$(filter-out 19,$(FERRULE_LLVM)),,$(wildcard \
    $(ferrule-checker)))
ferrule-only-check := $(filter only,$(FERRULE_CHECK))
ifneq ($(ferrule-only-check),)
ifeq ($(ferrule-check),)
$(error ferrule: the checker of clang 19 is not there, or not to be used: $(ferrule-checker))
endif
endif

ferrule-all-flags := $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE)
$(call ferrule-check-flags,$(ferrule-all-flags))
ferrule-target := $(call ferrule-target-flags,$(ferrule-all-flags))
# KASAN surrounds each variable with red zones and lets no two share a place, on stacks twice as large.
ferrule-frame := $(if $(CONFIG_KASAN_STACK),-Wframe-larger-than=4096, \
    $(filter -Wframe-larger-than=%,$(ferrule-all-flags)))

# What the cache of this kernel is made with: the kernel's own headers and dialect, clang's code.
ferrule-c-flags := $(ferrule-target) $(NOSTDINC_FLAGS) $(LINUXINCLUDE) $(KBUILD_CPPFLAGS) -nostdinc \
    -std=gnu11 -DKBUILD_BASENAME='"ferrule"' -DKBUILD_MODNAME='"ferrule"' \
    -D__KBUILD_MODNAME=kmod_ferrule
ferrule-cache := $(shell $(ferrule-build)/prepare --where '$(KERNELRELEASE)' '$(abspath $(objtree))' \
    '$(ferrule-bindgen)' $(ferrule-kernel) '$(ferrule-clang)' $(ferrule-target) \
    $(strip $(CFLAGS_KASAN) $(CFLAGS_UBSAN)))
ifeq ($(ferrule-cache),)
$(error ferrule: no folder for this kernel's bindings, see the message above)
endif

ferrule-cxx-flags = $(ferrule-target) $(ferrule-frame) $(call ferrule-sanitizer-flags) \
    -std=c++23 -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics \
    -fno-use-cxa-atexit -fvisibility=hidden -fsanitize=return -fsanitize-trap=return \
    -isystem $(ferrule-kernel)/std -I$(ferrule-include) -isystem $(ferrule-cache) \
    -DFERRULE_KERNEL=1 -DFERRULE_NO_ANNOTATIONS -DKBUILD_MODNAME='"$(ferrule-name)"' \
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast \
    -Wimplicit-fallthrough -Wnon-virtual-dtor -Wmissing-declarations \
    -Wglobal-constructors -Wexit-time-destructors \
    -Wthread-safety -Wthread-safety-beta -Wconsumed -Wdangling-gsl \
    -Werror $(ferrule-cxxflags-y)

ferrule-m ?= $(notdir $(patsubst %/,%,$(abspath $(src))))
ferrule-sources = $(or $($(1)-sources),$(notdir $(wildcard $(src)/*.cpp)))
ferrule-bitcode = $(patsubst %.cpp,$(obj)/%.bc,$(call ferrule-sources,$(1)))

quiet_cmd_ferrule_prepare = FERRULE $(ferrule-cache)
      cmd_ferrule_prepare = $(ferrule-build)/prepare --fill '$(ferrule-cache)' \
          '$(abspath $(objtree))' '$(ferrule-bindgen)' $(ferrule-kernel) \
          '$(ferrule-clang)' $(call ferrule-sanitizer-flags) $(ferrule-c-flags)
$(ferrule-cache)/complete:
	$(call cmd,ferrule_prepare)

quiet_cmd_ferrule_bc = C++ [M]  $@
      cmd_ferrule_bc = $(ferrule-clangxx) -MMD -MF $(depfile) -MJ $(@:.bc=.bc.json) \
          $(ferrule-cxx-flags) -emit-llvm -Xclang -disable-llvm-passes -c -o $@ $<
$(obj)/%.bc: $(src)/%.cpp $(ferrule-cache)/complete FORCE
	$(call if_changed_dep,ferrule_bc)

ferrule-check-flags = -fsyntax-only -fplugin=$(ferrule-check) \
    -fplugin-arg-ferrule-home=$(ferrule-include) -fplugin-arg-ferrule-root=$(abspath $(src)) \
    -fplugin-arg-ferrule-json=$@
# What compiled is checked: no error is told twice. The marks, which stay out of code, are for it.
quiet_cmd_ferrule_check = CHECK   $<
      cmd_ferrule_check = rm -f $@; $(ferrule-clangxx) -MMD -MF $(depfile) -MT $@ \
          $(ferrule-cxx-flags) -UFERRULE_NO_ANNOTATIONS $(ferrule-check-flags) $<
$(obj)/%.checked: $(src)/%.cpp $(if $(ferrule-only-check),$(ferrule-cache)/complete,$(obj)/%.bc) \
        $(ferrule-check) FORCE
	$(call if_changed_dep,ferrule_check)

# Programs of the test are for user space.
ferrule-programs := $(patsubst $(src)/%.cpp,%,$(wildcard $(src)/test/*.cpp))
quiet_cmd_ferrule_check_program = CHECK   $<
      cmd_ferrule_check_program = rm -f $@; $(ferrule-clangxx) -MMD -MF $(depfile) -MT $@ \
          -std=c++23 -I$(ferrule-include) $(ferrule-check-flags) $<
$(obj)/test/%.checked: $(src)/test/%.cpp $(ferrule-check) FORCE
	$(call if_changed_dep,ferrule_check_program)

# The helpers are linked as needed, and everything but the module's two entries becomes internal.
# clang leaves the return of a virtual function's thunk (multiple inheritance) as it is.
ferrule-thunk-returns := $(if $(filter -mfunction-return=thunk-extern,$(ferrule-target)), \
    -force-attribute=fn_ret_thunk_extern)
ferrule-entries := init_module,cleanup_module
quiet_cmd_ferrule_o = LINK [M] $@
      cmd_ferrule_o = $(ferrule-llvm-link) $(filter %.bc,$(real-prereqs)) \
          --only-needed $(ferrule-cache)/helpers.bc -o $(@:.o=.linked.bc) && \
        $(ferrule-opt) -passes='forceattrs,internalize,default<O2>' \
          $(ferrule-thunk-returns) \
          -internalize-public-api-list=$(ferrule-entries) $(@:.o=.linked.bc) -o $(@:.o=.opt.bc) && \
        $(ferrule-clang) $(filter-out -D% -U%,$(ferrule-target)) $(call ferrule-kasan-flags) \
          $(ferrule-frame) -Werror=frame-larger-than \
          -Wno-unused-command-line-argument \
          -Wno-override-module -c $(@:.o=.opt.bc) -o $@ $(cmd_objtool)
define rule_ferrule_o
	$(if $(filter %.bc,$^),,$(error ferrule: no .cpp file to make $(@:-ferrule.o=.ko) of))
	$(call cmd_and_savecmd,ferrule_o)
	$(call cmd,gen_objtooldep)
endef

quiet_cmd_ferrule_layout = GEN     $@
      cmd_ferrule_layout = printf '\043include "%s/layout_check.c"\n' '$(ferrule-cache)' > $@
$(obj)/%-layout.c: $(ferrule-cache)/complete FORCE
	$(call if_changed,ferrule_layout)

# clangd reads this; each C++ file left its entry beside its bitcode.
quiet_cmd_ferrule_commands = GEN     $@
      cmd_ferrule_commands = sed -e '1s/^/[\n/' -e '$$s/,$$/\n]/' \
          $(patsubst %.bc,%.bc.json,$(filter %.bc,$^)) > $@
$(obj)/compile_commands.json: $(foreach m,$(ferrule-m),$(call ferrule-bitcode,$(m)))
	$(call cmd,ferrule_commands)

ferrule-checked = $(if $(ferrule-check),$(patsubst %.bc,%.checked,$(call ferrule-bitcode,$(1))))
define ferrule-module
$(1)-y := $(1)-ferrule.o $(1)-layout.o
targets += $(1)-ferrule.o $(1)-layout.c $(patsubst $(obj)/%,%,$(call ferrule-bitcode,$(1)) \
    $(call ferrule-checked,$(1)))
clean-files += $(1)-layout.c $(patsubst $(obj)/%,%,$(call ferrule-bitcode,$(1))) *.bc *.bc.json \
    *.checked
always-m += $(patsubst $(obj)/%,%,$(call ferrule-checked,$(1)))
$(call ferrule-bitcode,$(1)) $(call ferrule-checked,$(1)): ferrule-name := $(1)
$(obj)/$(1)-ferrule.o: $(call ferrule-bitcode,$(1)) $(ferrule-cache)/complete FORCE
	$$(call if_changed_rule,ferrule_o)
endef
$(foreach m,$(ferrule-m),$(eval $(call ferrule-module,$(m))))
ifneq ($(ferrule-check),)
targets += $(addsuffix .checked,$(ferrule-programs))
always-m += $(addsuffix .checked,$(ferrule-programs))
endif
clean-files += $(addsuffix .checked,$(ferrule-programs))
ifeq ($(ferrule-only-check),)
obj-m += $(addsuffix .o,$(ferrule-m))
always-m += compile_commands.json
endif

# Inline functions and templates come in groups; with patchable entries each group would bring a
# section of the same name, which sysfs refuses when the module is loaded.
ldflags-y += --force-group-allocation
