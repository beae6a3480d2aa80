// SPDX-License-Identifier: GPL-2.0 OR MIT
// The box would not know how to end what was made.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct Shape {
  u32 area;
};
#else
class Shape {
 public:
  [[nodiscard]] virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};
#endif
struct Square final : Shape {
#if !defined(WRONG)
  [[nodiscard]] u32 area() const override { return 9; }
#endif
};

KBox<Shape> widen(KBox<Square> square) {
  return KBox<Shape>(std::move(square));  // refused: no matching conversion
}
