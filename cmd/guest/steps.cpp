// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/steps.hpp"

#include <algorithm>
#include <utility>

#include "cmd/guest/lines.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::cmd::guest {
namespace {

struct Word {
  std::string text;
  bool quoted = false;
};

/// The words of a line. Inside quotes a backslash keeps the next character as it is.
Result<std::vector<Word>, std::string> split(const std::string& line) {
  std::vector<Word> words;
  bool open = false;
  bool in_quotes = false;
  bool escaped = false;
  for (const char c : line) {
    if (!in_quotes && (c == ' ' || c == '\t')) {
      open = false;
      continue;
    }
    if (!in_quotes && !open && c == '#') {
      break;
    }
    if (!open) {
      words.emplace_back();
      open = true;
    }
    if (in_quotes && c == '\\' && !escaped) {
      escaped = true;
    } else if (c == '"' && !escaped) {
      in_quotes = !in_quotes;
      words.back().quoted = true;
    } else {
      words.back().text.push_back(c);
      escaped = false;
    }
  }
  if (in_quotes) {
    return Err{std::string("a quote is opened and not closed")};
  }
  return words;
}

Result<u32, std::string> number(const std::string& text, u32 most) {
  u64 value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > most) {
      value = u64{most} + 1;
      break;
    }
    value = value * 10 + static_cast<u64>(c - '0');
  }
  if (text.empty() || value == 0 || value > most) {
    return Err{"\"" + text + "\" is no number from 1 to " + std::to_string(most)};
  }
  return static_cast<u32>(value);
}

std::optional<Action> action_of(const std::string& word) {
  constexpr u32 kCount = 7;
  const std::string names[kCount] = {"insmod", "rmmod", "run", "echo", "read", "repeat", "shell"};
  u32 index = 0;
  for (const std::string& name : names) {
    if (name == word) {
      return static_cast<Action>(index);
    }
    ++index;
  }
  return std::nullopt;
}

/// The words before the action: expect WHAT, within SECONDS. Gives how many they are.
Result<usize, std::string> read_prefixes(const std::vector<Word>& words, Step& step) {
  usize at = 0;
  while (at + 1 < words.size() && (words[at].text == "expect" || words[at].text == "within")) {
    if (words[at].text == "expect") {
      step.expect = words[at + 1].text;
    } else {
      TRY(step.within_s, number(words[at + 1].text, 3'600));
    }
    at += 2;
  }
  return at;
}

/// echo TEXT... > FILE: the text's words with a blank between, and the file.
Result<void, std::string> read_echo(const std::vector<Word>& words, usize from, Step& step) {
  if (words.size() < from + 2 || words[words.size() - 2].text != ">" ||
      words[words.size() - 2].quoted) {
    return Err{std::string("echo is written as: echo TEXT > FILE")};
  }
  std::string text;
  for (usize i = from; i + 2 < words.size(); ++i) {
    text += (i == from ? "" : " ") + words[i].text;
  }
  step.words = {text, words.back().text};
  return ok();
}

Result<void, std::string> check_words(const Step& step) {
  const usize count = step.words.size();
  switch (step.action) {
    case Action::Insmod:
      return count >= 1 ? Result<void, std::string>(ok())
                        : Err{std::string("insmod needs a file: insmod hello.ko")};
    case Action::Rmmod:
      return count == 1 ? Result<void, std::string>(ok())
                        : Err{std::string("rmmod needs one name: rmmod hello")};
    case Action::Run:
      return count >= 1 ? Result<void, std::string>(ok())
                        : Err{std::string("run needs a program: run /bin/check")};
    case Action::Read:
      return count == 1 ? Result<void, std::string>(ok())
                        : Err{std::string("read needs one file: read /proc/version")};
    case Action::Shell:
      return count == 0 ? Result<void, std::string>(ok()) : Err{std::string("shell stands alone")};
    case Action::Echo:
    case Action::Repeat: return ok();
  }
  return ok();
}

Result<Step, std::string> read_step(const std::string& line, const std::vector<Word>& words) {
  Step step;
  step.text = trimmed(line);
  TRY(const usize at, read_prefixes(words, step));
  if (at >= words.size()) {
    return Err{std::string("a step is missing after expect or within")};
  }
  const std::optional<Action> action = action_of(words[at].text);
  if (!action.has_value()) {
    return Err{"there is no step \"" + words[at].text +
               "\": insmod, rmmod, run, echo, read, repeat and shell are known"};
  }
  step.action = *action;
  const bool plain = step.action == Action::Repeat || step.action == Action::Shell;
  if (plain && at != 0) {
    return Err{words[at].text + " takes neither expect nor within"};
  }
  if (step.action == Action::Echo) {
    TRYV(read_echo(words, at + 1, step));
  } else if (step.action == Action::Repeat) {
    if (words.size() != at + 2) {
      return Err{std::string("repeat needs one number: repeat 100")};
    }
    TRY(step.count, number(words[at + 1].text, 1'000'000));
  } else {
    for (usize i = at + 1; i < words.size(); ++i) {
      step.words.push_back(words[i].text);
    }
  }
  TRYV(check_words(step));
  return step;
}

std::string name_of_repeat(const Step& step) {
  std::string text = "repeat " + std::to_string(step.count) + ":";
  for (const Step& inner : step.body) {
    text += " " + inner.text + ";";
  }
  text.pop_back();
  return text;
}

/// Collects steps; a repeat that is open takes those that follow.
class Collector {
 public:
  [[nodiscard]] Result<void, std::string> add(Step step) {
    if (step.action == Action::Repeat || step.action == Action::Shell) {
      if (open_.has_value()) {
        return Err{step.text + " cannot stand inside repeat"};
      }
    }
    if (step.action == Action::Repeat) {
      open_ = std::move(step);
    } else if (open_.has_value()) {
      open_->body.push_back(std::move(step));
    } else {
      steps_.push_back(std::move(step));
    }
    return ok();
  }
  [[nodiscard]] Result<void, std::string> end() {
    if (!open_.has_value() || open_->body.empty()) {
      return Err{std::string("end closes a repeat with at least one step in it")};
    }
    open_->text = name_of_repeat(*open_);
    steps_.push_back(std::move(*open_));
    open_.reset();
    return ok();
  }
  [[nodiscard]] bool is_open() const { return open_.has_value(); }
  [[nodiscard]] std::vector<Step> take() && { return std::move(steps_); }

 private:
  std::vector<Step> steps_;
  std::optional<Step> open_;
};

Result<void, std::string> read_line(const std::string& line, Collector& collector) {
  TRY(const std::vector<Word> words, split(line));
  if (words.empty()) {
    return ok();
  }
  if (words.size() == 1 && words.front().text == "end") {
    return collector.end();
  }
  TRY(Step step, read_step(line, words));
  return collector.add(std::move(step));
}

}  // namespace

bool has_shell(const std::vector<Step>& steps) {
  return std::ranges::any_of(steps, [](const Step& step) { return step.action == Action::Shell; });
}

Result<std::vector<Step>, StepError> parse_steps(const std::string& text) {
  Collector collector;
  usize number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    auto done = read_line(line, collector);
    if (!done) {
      return Err{StepError{number, done.error()}};
    }
  }
  if (collector.is_open()) {
    return Err{StepError{number, "repeat is not closed by end"}};
  }
  return std::move(collector).take();
}

}  // namespace ferrule::cmd::guest
