// SPDX-License-Identifier: GPL-2.0 OR MIT
// A shape need not be a square.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Shape {
 public:
  [[nodiscard]] virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};
class Square final : public Shape {
 public:
  [[nodiscard]] u32 area() const override { return 9; }
};

#if defined(WRONG)
KBox<Square> cast(KBox<Shape> from) {
  return KBox<Square>(std::move(from));  // refused: no matching conversion
}
#else
KBox<Shape> cast(KBox<Square> from) { return KBox<Shape>(std::move(from)); }
#endif
