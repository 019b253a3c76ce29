package org.retzef.family.questionnaire;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.registration.Language;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * To whom questionnaires were handed out, and what was answered: in two tables that no key joins.
 * Who is asked stands there as a mark, made with a key outside the database.
 */
@Repository
class Distributions {

  private static final String MARK = "questionnaire-invitation";

  private static final String SELECT =
      """
      select id, questionnaire_id, number, unit::text as unit, named, asked, answered, handed_out_at
        from questionnaire_distribution
      """;

  private final DatabaseClient database;
  private final BlindMarks marks;

  Distributions(DatabaseClient database, BlindMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  /** How many of these families belong to a unit. */
  Mono<Long> familiesIn(UnitPath unit, List<UUID> families) {
    return database
        .sql(
            """
            select count(*) as families from family
             where id = any (:families::uuid[]) and unit <@ :unit::ltree
               and merged_into is null and erased_at is null
            """)
        .bind("families", families.toArray(UUID[]::new))
        .bind("unit", unit.path())
        .map(row -> row.get("families", Long.class))
        .one();
  }

  Mono<Void> insert(Distribution distribution, List<String> targets, String by) {
    return database
        .sql(
            """
            insert into questionnaire_distribution
              (id, questionnaire_id, number, unit, named, asked, handed_out_by, handed_out_at)
            values (:id, :questionnaireId, :number, :unit::ltree, :named, :asked, :by, :at)
            """)
        .bind("id", distribution.id())
        .bind("questionnaireId", distribution.questionnaireId())
        .bind("number", distribution.number())
        .bind("unit", distribution.unit().path())
        .bind("named", distribution.named())
        .bind("asked", distribution.asked())
        .bind("by", by)
        .bind("at", distribution.handedOutAt())
        .then()
        .then(invite(distribution.id(), targets));
  }

  private Mono<Void> invite(UUID distributionId, List<String> targets) {
    if (targets.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into questionnaire_invitation (distribution_id, mark)
            select :distributionId, mark from unnest(:marks::bigint[]) as mark
            """)
        .bind("distributionId", distributionId)
        .bind(
            "marks",
            targets.stream().map(target -> mark(distributionId, target)).toArray(Long[]::new))
        .then();
  }

  private long mark(UUID distributionId, String target) {
    return marks.of(MARK, distributionId + " " + target);
  }

  /** A distribution where the caller works: in its unit, or in one above that. */
  Mono<Distribution> find(UnitPath caller, UUID questionnaireId, UUID id) {
    return database
        .sql(
            SELECT
                + """
                 where id = :id and questionnaire_id = :questionnaireId
                   and (unit @> :caller::ltree or unit <@ :caller::ltree)
                """)
        .bind("id", id)
        .bind("questionnaireId", questionnaireId)
        .bind("caller", caller.path())
        .map(Distributions::read)
        .one()
        .switchIfEmpty(Mono.error(DistributionNotFound::new));
  }

  Mono<Page<Distribution>> of(UnitPath caller, UUID questionnaireId, PageRequest page) {
    return database
        .sql(
            SELECT
                + """
                 where questionnaire_id = :questionnaireId and id > :after
                   and (unit @> :caller::ltree or unit <@ :caller::ltree)
                 order by id
                 limit :limit
                """)
        .bind("questionnaireId", questionnaireId)
        .bind("caller", caller.path())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Distributions::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, distribution -> distribution.id().toString()));
  }

  /** Those that were merged into a family: their invitations are its own. */
  Mono<List<String>> mergedInto(UUID family) {
    return database
        .sql(
            """
            with recursive whole as (
              select :family::uuid as id
              union all
              select merged.id from family merged join whole on merged.merged_into = whole.id)
            select id::text from whole where id <> :family
            """)
        .bind("family", family)
        .mapValue(String.class)
        .all()
        .collectList();
  }

  /**
   * Uses an invitation of somebody up, and tells whether all were unused until now; nothing if
   * there is none.
   *
   * @param targets the somebody, under each name that was invited
   */
  Mono<Boolean> useInvitation(UUID distributionId, List<String> targets) {
    return database
        .sql(
            """
            with invited as (
              select mark, answered from questionnaire_invitation
               where distribution_id = :distributionId and mark = any (:marks::bigint[])
               order by mark for update
            ), used as (
              update questionnaire_invitation set answered = true
               where distribution_id = :distributionId
                 and mark = (select mark from invited
                              order by array_position(:marks::bigint[], mark) limit 1)
                 and not exists (select from invited where answered)
            )
            select not bool_or(answered) as unused from invited having count(*) > 0
            """)
        .bind("distributionId", distributionId)
        .bind(
            "marks",
            targets.stream().map(target -> mark(distributionId, target)).toArray(Long[]::new))
        .map(row -> row.get("unused", Boolean.class))
        .one();
  }

  /** Counts an answer; false when as many have answered as were asked. */
  Mono<Boolean> countAnswer(UUID distributionId) {
    return database
        .sql(
            """
            update questionnaire_distribution set answered = answered + 1
             where id = :id and answered < asked
            """)
        .bind("id", distributionId)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Void> insertResponse(
      UUID id,
      Distribution distribution,
      Language language,
      LocalDate day,
      Map<String, Object> answers) {
    return database
        .sql(
            """
            insert into questionnaire_response
              (id, distribution_id, questionnaire_id, number, unit, language, answers, answered_on)
            values (:id, :distributionId, :questionnaireId, :number, :unit::ltree, :language,
                    :answers::jsonb, :day)
            """)
        .bind("id", id)
        .bind("distributionId", distribution.id())
        .bind("questionnaireId", distribution.questionnaireId())
        .bind("number", distribution.number())
        .bind("unit", distribution.unit().path())
        .bind("language", language.name())
        .bind("answers", FormDefinition.json(answers))
        .bind("day", day)
        .then();
  }

  private static Distribution read(Readable row) {
    return new Distribution(
        row.get("id", UUID.class),
        row.get("questionnaire_id", UUID.class),
        row.get("number", Integer.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("named", Boolean.class),
        row.get("asked", Integer.class),
        row.get("answered", Integer.class),
        row.get("handed_out_at", Instant.class));
  }
}
