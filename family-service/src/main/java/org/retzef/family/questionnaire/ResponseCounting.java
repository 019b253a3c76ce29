package org.retzef.family.questionnaire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AnswerCounts;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts the answers of a version, of which nobody sees fewer than ten. */
@Repository
class ResponseCounting {

  private final DatabaseClient database;
  private final Questionnaires questionnaires;
  private final Units units;

  ResponseCounting(DatabaseClient database, Questionnaires questionnaires, Units units) {
    this.database = database;
    this.questionnaires = questionnaires;
    this.units = units;
  }

  /**
   * @param number the newest published one, if null; the draft before the first
   * @param path the caller's unit, if null
   */
  Mono<ResponseSummary> count(
      Caller caller, UUID id, @Nullable Integer number, @Nullable String path) {
    return units
        .find(caller, path == null ? caller.unitPath() : path)
        .map(Unit::path)
        .zipWith(version(id, number))
        .flatMap(found -> count(found.getT1(), found.getT2()));
  }

  private Mono<Questionnaire> version(UUID id, @Nullable Integer number) {
    return number == null
        ? questionnaires
            .find(id)
            .flatMap(latest -> questionnaires.find(id, publishedOrLatest(latest)))
        : questionnaires.find(id, number);
  }

  private static int publishedOrLatest(Questionnaire latest) {
    Integer published = latest.publishedNumber();
    return published == null ? latest.number() : published;
  }

  private Mono<ResponseSummary> count(UnitPath unit, Questionnaire questionnaire) {
    return rate(unit, questionnaire)
        .zipWith(rows(unit, questionnaire))
        .map(
            found -> {
              AnswerCounts counts =
                  AnswerCounts.of(List.of(questionnaire.definition()), found.getT2(), false);
              return new ResponseSummary(
                  questionnaire.id(),
                  questionnaire.number(),
                  unit,
                  found.getT1(),
                  counts.fields(),
                  counts.indicators());
            });
  }

  private Mono<ResponseSummary.Rate> rate(UnitPath unit, Questionnaire questionnaire) {
    return database
        .sql(
            """
            select coalesce(sum(answered), 0) as answered, coalesce(sum(asked), 0) as asked
              from questionnaire_distribution
             where questionnaire_id = :id and number = :number and unit <@ :unit::ltree
            """)
        .bind("id", questionnaire.id())
        .bind("number", questionnaire.number())
        .bind("unit", unit.path())
        .map(
            row ->
                ResponseSummary.Rate.of(
                    row.get("answered", Long.class), row.get("asked", Long.class)))
        .one();
  }

  private Mono<List<AnswerCounts.Row>> rows(UnitPath unit, Questionnaire questionnaire) {
    return database
        .sql(
            """
            select answer.key as field, code, count(*) as number
              from questionnaire_response, jsonb_each(answers) as answer, coded_answer(answer.value)
             where questionnaire_id = :id and number = :number and unit <@ :unit::ltree
             group by answer.key, code
            """)
        .bind("id", questionnaire.id())
        .bind("number", questionnaire.number())
        .bind("unit", unit.path())
        .map(
            row ->
                new AnswerCounts.Row(
                    row.get("field", String.class),
                    row.get("code", String.class),
                    row.get("number", Long.class)))
        .all()
        .collectList();
  }
}
