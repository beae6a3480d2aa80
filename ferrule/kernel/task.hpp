// SPDX-License-Identifier: GPL-2.0 OR MIT
// Tasks (include/linux/sched.h), and the one that runs this code:
//
//   pr_info("{} ({}) is here\n", current()->comm(), current()->pid());
//   const ARef<Task> opener = ARef<Task>::of(*current());     // to keep it
#pragma once

#include <ferrule/bindings.hpp>
#include <memory>

#include "ferrule/core/array.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/aref.hpp"
#include "ferrule/kernel/bstr.hpp"
#include "ferrule/kernel/format.hpp"

namespace ferrule::kernel {

/// A task's name: what it was started as, or named itself. It may hold any bytes.
class TaskComm {
 public:
  [[nodiscard]] Str str() const FERRULE_LIFETIMEBOUND { return text_.span().first(size_); }

 private:
  friend class Task;

  Array<char, bindings::TASK_COMM_LEN> text_{};
  usize size_ = 0;
};

/// A C task_struct, seen through a reference; the kernel makes and ends them.
class Task {
 public:
  Task() = delete;
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  FERRULE_UNSAFE_FN("raw is a task_struct that stays alive as long as the reference is used")
  [[nodiscard]] static const Task& from_raw(const struct task_struct* raw FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("a Task has nothing of its own; its address is that of the task_struct") {
      return *reinterpret_cast<const Task*>(raw);
    }
  }

  /// In the initial namespace.
  [[nodiscard]] i32 pid() const {
    FERRULE_UNSAFE("a reference to a Task is one to a live task_struct") {
      return ferrule_task_pid_nr(raw());
    }
  }
  /// Of the whole process: what user space calls pid.
  [[nodiscard]] i32 tgid() const {
    FERRULE_UNSAFE("a reference to a Task is one to a live task_struct") {
      return ferrule_task_tgid_nr(raw());
    }
  }
  [[nodiscard]] TaskComm comm() const {
    TaskComm comm;
    FERRULE_UNSAFE("a live task_struct, and room for TASK_COMM_LEN characters with their NUL") {
      ferrule_get_task_comm(comm.text_.data(), raw());
    }
    while (comm.text_[comm.size_] != '\0') {
      ++comm.size_;
    }
    return comm;
  }
  [[nodiscard]] bool signal_pending() const {
    FERRULE_UNSAFE("a reference to a Task is one to a live task_struct") {
      return ferrule_task_signal_pending(raw()) != 0;
    }
  }
  [[nodiscard]] bool is_same(const Task& other) const { return this == std::addressof(other); }

  static void inc_ref(const Task& task) {
    FERRULE_UNSAFE("a reference to a Task is one to a live task_struct") {
      ferrule_get_task_struct(task.raw());
    }
  }
  FERRULE_UNSAFE_FN("the caller owns a share of the task, and gives it up")
  static void dec_ref(const Task& task) {
    FERRULE_UNSAFE("a reference to a Task is one to a live task_struct; the caller owned a share") {
      ferrule_put_task_struct(task.raw());
    }
  }

 private:
  [[nodiscard]] struct task_struct* raw() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("from_raw() made the reference from a task_struct, which C code synchronises") {
      return const_cast<struct task_struct*>(reinterpret_cast<const struct task_struct*>(this));
    }
  }
};

class CurrentTask;
/// The running task. In an interrupt it is whoever was interrupted.
FERRULE_STATIC_LIFETIME [[nodiscard]] CurrentTask current();

/// The task that runs this code, for as long as it does: a view, which is not kept and not sent to
/// another task.
class FERRULE_VIEW CurrentTask {
 public:
  CurrentTask(const CurrentTask&) = delete;
  CurrentTask& operator=(const CurrentTask&) = delete;

  const Task& operator*() const { return task_; }
  const Task* operator->() const { return std::addressof(task_); }

 private:
  friend CurrentTask current();

  const Task& task_;

  CurrentTask()
      : task_{FERRULE_UNSAFE_EXPR("the running task stays alive while it runs",
                                  Task::from_raw(ferrule_current()))} {}
};

inline CurrentTask current() { return {}; }

template <>
struct Formatter<TaskComm> {
  static constexpr bool kNumber = false;
  static void format(FormatBuffer& out, const FormatSpec& spec, const TaskComm& value) {
    Formatter<BStr>::format(out, spec, BStr(value.str()));
  }
};

}  // namespace ferrule::kernel
