package org.retzef.rights.screening;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.rights.catalogue.PublishedRules.PublishedRule;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.protection.FamilyKey;
import org.retzef.rights.protection.FamilyKeys;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Screenings in the database: counts in the open, facts and reasons sealed. */
@Repository
class Screenings {

  private static final String INSERT =
      """
      with answered as (
        update family_answers set sealed = :answers, changed_at = :now
         where family_id = :familyId and :answers::bytea is not null
      ), ranked as (
        insert into family_priority (family_id, score, factors, undisclosed, sealed, changed_at)
        values (:familyId, :score, :factors, :undisclosed, :sealedFactors, :now)
        on conflict (family_id) do update
           set score = excluded.score, factors = excluded.factors,
               undisclosed = excluded.undisclosed, sealed = excluded.sealed,
               changed_at = excluded.changed_at
      ), screened as (
        insert into screening
          (id, family_id, as_of, eligible, not_eligible, to_be_checked, cases_opened, run,
           made_by, made_at, sealed_trace)
        values (:id, :familyId, :asOf, :eligible, :notEligible, :toBeChecked, :opened, :run,
                :by, :now, :trace)
      )
      insert into benefit_gap
        (screening, family_id, right_code, right_version, condition, sensitive, as_of)
      select :id, :familyId, code, version, condition, sensitive, :asOf
        from unnest(:rights::text[], :versions::integer[], :conditions::text[],
                    :sensitives::boolean[])
             as gap (code, version, condition, sensitive)
      """;

  private final DatabaseClient database;
  private final RuleBooks ruleBooks;
  private final FamilyKeys keys;
  private final Clock clock;

  Screenings(DatabaseClient database, RuleBooks ruleBooks, FamilyKeys keys, Clock clock) {
    this.database = database;
    this.ruleBooks = ruleBooks;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Writes a screening and all that follows from it in one statement: what was answered, whom a
   * temporary benefit leaves out, and how the family ranks.
   *
   * @param kept all answers of the family from now on; null where none is new
   */
  Mono<Void> insert(
      UUID id,
      FamilyFile file,
      Findings findings,
      List<Answer> facts,
      Given @Nullable [] kept,
      int casesOpened,
      @Nullable UUID run,
      String by) {
    FamilyKey key = file.key();
    UUID familyId = file.family().id();
    Trace trace =
        new Trace(
            facts, findings.verdicts().stream().map(Trace.Line::of).toList(), findings.next());
    List<Priority> factors = Priority.of(facts);
    List<Priority> named = factors.stream().filter(factor -> !factor.isUndisclosed()).toList();
    List<LeftOut> gaps = LeftOut.of(findings);
    return database
        .sql(INSERT)
        .bind("id", id)
        .bind("familyId", familyId)
        .bind("asOf", findings.asOf())
        .bind("eligible", findings.count(Outcome.ELIGIBLE))
        .bind("notEligible", findings.count(Outcome.NOT_ELIGIBLE))
        .bind("toBeChecked", findings.count(Outcome.TO_BE_CHECKED))
        .bind("opened", casesOpened)
        .bind("run", run == null ? Parameters.in(UUID.class) : Parameters.in(run))
        .bind("by", by)
        .bind("now", clock.instant())
        .bind("trace", key.seal(id, trace))
        .bind(
            "answers",
            kept == null ? Parameters.in(byte[].class) : Parameters.in(key.seal(familyId, kept)))
        .bind("score", factors.size())
        .bind("factors", named.stream().map(Priority::name).toArray(String[]::new))
        .bind("undisclosed", factors.size() - named.size())
        .bind("sealedFactors", key.seal(familyId, factors.toArray(Priority[]::new)))
        .bind("rights", gaps.stream().map(LeftOut::right).toArray(String[]::new))
        .bind("versions", gaps.stream().map(LeftOut::version).toArray(Integer[]::new))
        .bind("conditions", gaps.stream().map(LeftOut::condition).toArray(String[]::new))
        .bind("sensitives", gaps.stream().map(LeftOut::sensitive).toArray(Boolean[]::new))
        .then();
  }

  /** A screening as it was found, explained by the versions that it was found by. */
  Mono<Screening> find(Caller caller, UUID id) {
    return Mono.zip(row(caller, id), ruleBooks.texts())
        .map(
            found -> {
              Row row = found.getT1();
              Trace trace = row.key().open(id, row.sealed(), Trace.class);
              return row.counts().with(id, trace, found.getT2());
            });
  }

  private Mono<Row> row(Caller caller, UUID id) {
    return database
        .sql(
            """
            select screening.family_id, as_of, eligible, not_eligible, to_be_checked, cases_opened,
                   sealed_trace, wrapped_key
              from screening
              join known_family on known_family.id = screening.family_id
              join family_key on family_key.family_id = screening.family_id
             where screening.id = :id and unit <@ :callerUnit::ltree and erased_at is null
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new Row(
                    Counts.of(row),
                    row.get("sealed_trace", byte[].class),
                    keys.open(
                        row.get("family_id", UUID.class), row.get("wrapped_key", byte[].class))))
        .one()
        .switchIfEmpty(Mono.error(ScreeningNotFound::new));
  }

  private record Row(Counts counts, byte[] sealed, FamilyKey key) {}

  /** The screenings of a family, the first one first: counts alone. */
  Mono<Page<ScreeningListItem>> of(Caller caller, UUID familyId, PageRequest page) {
    return database
        .sql(
            """
            select screening.id, as_of, eligible, not_eligible, to_be_checked, made_at
              from screening
              join known_family on known_family.id = screening.family_id
             where screening.family_id = :familyId and unit <@ :callerUnit::ltree
               and erased_at is null and screening.id > :after
             order by screening.id
             limit :limit
            """)
        .bind("familyId", familyId)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(ScreeningListItem::of)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  private record Counts(
      UUID familyId, LocalDate asOf, int eligible, int notEligible, int toBeChecked, int opened) {

    static Counts of(Readable row) {
      return new Counts(
          row.get("family_id", UUID.class),
          row.get("as_of", LocalDate.class),
          row.get("eligible", Integer.class),
          row.get("not_eligible", Integer.class),
          row.get("to_be_checked", Integer.class),
          row.get("cases_opened", Integer.class));
    }

    Screening with(UUID id, Trace trace, Function<Trace.Line, PublishedRule> texts) {
      return new Screening(
          id,
          familyId,
          asOf,
          eligible,
          notEligible,
          toBeChecked,
          trace.lines().stream().map(line -> result(line, texts.apply(line))).toList(),
          trace.next(),
          opened);
    }

    private static RightResult result(Trace.Line line, PublishedRule text) {
      return RightResult.of(line.verdict(text), text);
    }
  }
}
