package org.retzef.basket.category;

import org.retzef.platform.problem.Refusal;

/** There is a category of this code already. */
final class CategoryExists extends Refusal {

  CategoryExists() {
    super(Kind.CONFLICT, "category-exists");
  }
}
