package org.retzef.family.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.AnswerCounts;
import org.retzef.family.form.AssessmentForm;
import org.retzef.family.form.AssessmentForms;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.overlay.EmergencyOverlay;
import org.retzef.family.overlay.EmergencyOverlays;
import org.retzef.family.unit.Unit;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts the raw answers of a unit. The routine form and an emergency's are counted apart. */
@Repository
class AssessmentCounting {

  /** Those who know the single families need not be kept from small numbers of them. */
  private static final Set<String> KNOW_THE_FAMILIES =
      Set.of("family-social-worker", "team-lead", "department-head");

  private final DatabaseClient database;
  private final AssessmentForms forms;
  private final EmergencyOverlays overlays;
  private final Units units;

  AssessmentCounting(
      DatabaseClient database, AssessmentForms forms, EmergencyOverlays overlays, Units units) {
    this.database = database;
    this.forms = forms;
    this.overlays = overlays;
    this.units = units;
  }

  Mono<AssessmentSummary> count(
      Caller caller, String path, LocalDate from, LocalDate to, @Nullable UUID overlay) {
    boolean exact = caller.roles().stream().anyMatch(KNOW_THE_FAMILIES::contains);
    return units
        .find(caller, path)
        .map(Unit::path)
        .zipWhen(unit -> formOf(unit, overlay))
        .flatMap(
            found ->
                forms
                    .inForceDuring(found.getT2(), from, to)
                    .map(AssessmentForm::definition)
                    .collectList()
                    .flatMap(versions -> count(found.getT1(), from, to, overlay, versions, exact))
                    .map(
                        counts ->
                            new AssessmentSummary(
                                found.getT1(),
                                from,
                                to,
                                overlay,
                                found.getT2(),
                                counts.fields(),
                                counts.indicators())));
  }

  private Mono<String> formOf(UnitPath unit, @Nullable UUID overlay) {
    return overlay == null
        ? Mono.just(AssessmentForm.ROUTINE)
        : overlays.concerning(unit, overlay).map(EmergencyOverlay::form);
  }

  /** An assessment that leaves a question out leaves the family's last answer to it as it was. */
  private Mono<AnswerCounts> count(
      UnitPath unit,
      LocalDate from,
      LocalDate to,
      @Nullable UUID overlay,
      List<FormDefinition> versions,
      boolean exact) {
    var statement =
        database
            .sql(
                """
                with last_answer as (
                  select distinct on (family_id, answer.key) answer.key as field, answer.value
                    from assessment, jsonb_each(answers) as answer
                   where unit <@ :unit::ltree
                     and assessed_on between :from and :to
                     and answer.key = any (:fields::text[])
                     and (:overlay::uuid is null or overlay_id = :overlay::uuid)
                   order by family_id, answer.key, assessed_on desc, id desc
                )
                select field, code, count(*) as number
                  from last_answer, coded_answer(value)
                 group by field, code
                """)
            .bind("unit", unit.path())
            .bind("from", from)
            .bind("to", to)
            .bind("fields", AnswerCounts.countable(versions).keySet().toArray(String[]::new));
    statement =
        overlay == null
            ? statement.bindNull("overlay", UUID.class)
            : statement.bind("overlay", overlay);
    return statement
        .map(
            row ->
                new AnswerCounts.Row(
                    row.get("field", String.class),
                    row.get("code", String.class),
                    row.get("number", Long.class)))
        .all()
        .collectList()
        .map(rows -> AnswerCounts.of(versions, rows, exact));
  }
}
