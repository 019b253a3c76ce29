package org.retzef.basket.category;

import org.retzef.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class CategoryController {

  private final Categories categories;

  CategoryController(Categories categories) {
    this.categories = categories;
  }

  @GetMapping("/api/v1/categories")
  Mono<Page<Category>> list() {
    return categories.all().collectList().map(Page::whole);
  }
}
