package org.retzef.family.duplicate;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The versions of the rules in the database; none is ever changed. */
@Repository
class RuleBook {

  private static final String SELECT =
      """
      select version, valid_from, show_from, changed_by, changed_at, code, weight, threshold
        from duplicate_rule_set join duplicate_rule using (version)
       where version =
      """;

  private final DatabaseClient database;

  RuleBook(DatabaseClient database) {
    this.database = database;
  }

  /** The newest version whose day has come by then. */
  Mono<DuplicateRules> inForceOn(LocalDate day) {
    return database
        .sql(
            SELECT
                + " (select max(version) from duplicate_rule_set where valid_from <= :day)"
                + " order by weight desc, code")
        .bind("day", day)
        .map(RuleBook::read)
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty())
        .map(RuleBook::join);
  }

  Mono<DuplicateRules> newest() {
    return database
        .sql(SELECT + " (select max(version) from duplicate_rule_set) order by weight desc, code")
        .map(RuleBook::read)
        .all()
        .collectList()
        .map(RuleBook::join);
  }

  /** As {@link #newest}, and nobody else adds a version until this transaction ends. */
  Mono<DuplicateRules> lock() {
    return database
        .sql("lock table duplicate_rule_set in share row exclusive mode")
        .then()
        .then(Mono.defer(this::newest));
  }

  Mono<Void> add(Caller caller, long version, ChangeDuplicateRules next) {
    List<DuplicateRule> rules = next.rules();
    return database
        .sql(
            """
            with added as (
              insert into duplicate_rule_set (version, valid_from, show_from, changed_by)
              values (:version, :validFrom, :showFrom, :changedBy)
              returning version)
            insert into duplicate_rule (version, code, weight, threshold)
            select version, code, weight, threshold
              from added, unnest(:codes::text[], :weights::int[], :thresholds::int[])
                            as new (code, weight, threshold)
            """)
        .bind("version", version)
        .bind("validFrom", next.validFrom())
        .bind("showFrom", next.showFrom())
        .bind("changedBy", caller.subject())
        .bind("codes", rules.stream().map(rule -> rule.code().name()).toArray(String[]::new))
        .bind("weights", rules.stream().map(DuplicateRule::weight).toArray(Integer[]::new))
        .bind("thresholds", rules.stream().map(DuplicateRule::threshold).toArray(Integer[]::new))
        .then();
  }

  private static DuplicateRules read(Readable row) {
    return new DuplicateRules(
        row.get("version", Long.class),
        row.get("valid_from", LocalDate.class),
        row.get("show_from", Integer.class),
        List.of(
            new DuplicateRule(
                DuplicateRule.Code.valueOf(row.get("code", String.class)),
                row.get("weight", Integer.class),
                row.get("threshold", Integer.class))),
        row.get("changed_by", String.class),
        row.get("changed_at", Instant.class));
  }

  private static DuplicateRules join(List<DuplicateRules> onePerRule) {
    DuplicateRules first = onePerRule.getFirst();
    return new DuplicateRules(
        first.version(),
        first.validFrom(),
        first.showFrom(),
        onePerRule.stream().map(rules -> rules.rules().getFirst()).toList(),
        first.changedBy(),
        first.changedAt());
  }
}
