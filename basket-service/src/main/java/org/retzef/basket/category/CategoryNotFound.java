package org.retzef.basket.category;

import org.retzef.platform.problem.Refusal;

final class CategoryNotFound extends Refusal {

  CategoryNotFound() {
    super(Kind.NOT_FOUND, "category-not-found");
  }
}
