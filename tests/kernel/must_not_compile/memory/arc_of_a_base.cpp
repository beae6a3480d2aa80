// SPDX-License-Identifier: GPL-2.0 OR MIT
// An Arc is of the class that was made. What is behind an interface is shared with its box.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct Shape {
  u32 area;
};
struct Square final : Shape {};

Arc<Shape> share(Arc<Square> square) {
  return square;  // refused: no viable conversion
}
#else
class Shape {
 public:
  [[nodiscard]] virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};
struct Square final : Shape {
  [[nodiscard]] u32 area() const override { return 9; }
};

Result<Arc<KBox<Shape>>> share(KBox<Square> square) MAY_SLEEP {
  return Arc<KBox<Shape>>::make(GFP_KERNEL, std::move(square));
}
#endif
