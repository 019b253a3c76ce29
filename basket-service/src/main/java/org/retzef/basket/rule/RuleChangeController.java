package org.retzef.basket.rule;

import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class RuleChangeController {

  private final DatabaseClient database;

  RuleChangeController(DatabaseClient database) {
    this.database = database;
  }

  /** Who changed which policy, freeze or rule of spending, when, from what to what. */
  @GetMapping("/api/v1/rule-changes")
  Mono<ResponseEntity<Page<RuleChange>>> list(PageRequest page) {
    return database
        .sql(
            """
            select id, rule, rule_id, before::text as before, after::text as after, changed_by,
                   changed_at
              from rule_change where id > :after order by id limit :limit
            """)
        .bind("after", page.after(0L, Long::valueOf))
        .bind("limit", page.limitPlusOne())
        .mapProperties(RuleChange.class)
        .all()
        .collectList()
        .map(changes -> Page.of(changes, page, change -> String.valueOf(change.id())))
        .map(page::answer);
  }
}
