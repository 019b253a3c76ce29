package org.retzef.family.form;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The published forms in the database. */
@Repository
public class AssessmentForms {

  private static final String SELECT =
      "select code, version, in_force_from, definition::text as definition from assessment_form";

  private final DatabaseClient database;

  AssessmentForms(DatabaseClient database) {
    this.database = database;
  }

  /** The version that assessments of this day are made with; nothing if there was none yet. */
  public Mono<AssessmentForm> inForce(String code, LocalDate day) {
    return database
        .sql(
            SELECT
                + """
                 where code = :code and in_force_from <= :day
                 order by in_force_from desc
                 limit 1
                """)
        .bind("code", code)
        .bind("day", day)
        .map(AssessmentForms::read)
        .one();
  }

  /** The versions that assessments of this time were made with, newest first. */
  public Flux<AssessmentForm> inForceDuring(String code, LocalDate from, LocalDate to) {
    return database
        .sql(
            SELECT
                + """
                 where code = :code and in_force_from <= :to
                   and in_force_from >= coalesce(
                         (select max(in_force_from) from assessment_form
                           where code = :code and in_force_from <= :from), '-infinity')
                 order by in_force_from desc
                """)
        .bind("code", code)
        .bind("from", from)
        .bind("to", to)
        .map(AssessmentForms::read)
        .all();
  }

  Mono<AssessmentForm> find(String code, int version) {
    return database
        .sql(SELECT + " where code = :code and version = :version")
        .bind("code", code)
        .bind("version", version)
        .map(AssessmentForms::read)
        .one()
        .switchIfEmpty(Mono.error(FormNotFound::new));
  }

  /** The newest version of this code; waits for whoever publishes one at this moment. */
  Mono<AssessmentForm> lockNewest(String code) {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('assessment_form'))")
        .then()
        .then(
            database
                .sql(SELECT + " where code = :code order by version desc limit 1")
                .bind("code", code)
                .map(AssessmentForms::read)
                .one());
  }

  /**
   * The first of these codes that a form has with which this one may be filled in together: the
   * routine form for an emergency's, any emergency's for the routine form.
   */
  Mono<String> takenCode(AssessmentForm form) {
    return database
        .sql(
            """
            select field ->> 'code' as code
              from assessment_form, jsonb_array_elements(definition -> 'fields') as field
             where (code = :routine) <> (:code = :routine)
               and field ->> 'code' = any (:codes::text[])
             limit 1
            """)
        .bind("routine", AssessmentForm.ROUTINE)
        .bind("code", form.code())
        .bind(
            "codes",
            form.definition().fields().stream().map(FormField::code).toArray(String[]::new))
        .map(row -> row.get("code", String.class))
        .one();
  }

  /** All versions of all forms, by code and version. */
  Mono<Page<AssessmentForm>> all(PageRequest page) {
    String after = page.after("", place -> place);
    return database
        .sql(
            SELECT
                + """
                 where code || ' ' || lpad(version::text, 9, '0') > :after
                 order by code || ' ' || lpad(version::text, 9, '0')
                 limit :limit
                """)
        .bind("after", after)
        .bind("limit", page.limitPlusOne())
        .map(AssessmentForms::read)
        .all()
        .collectList()
        .map(
            forms ->
                Page.of(forms, page, form -> "%s %09d".formatted(form.code(), form.version())));
  }

  Mono<Void> insert(AssessmentForm form, String publisher) {
    return database
        .sql(
            """
            insert into assessment_form (code, version, in_force_from, definition, published_by)
            values (:code, :version, :inForceFrom, :definition::jsonb, :publisher)
            """)
        .bind("code", form.code())
        .bind("version", form.version())
        .bind("inForceFrom", form.inForceFrom())
        .bind("definition", form.definition().json())
        .bind("publisher", publisher)
        .then();
  }

  private static AssessmentForm read(Readable row) {
    return new AssessmentForm(
        row.get("code", String.class),
        row.get("version", Integer.class),
        row.get("in_force_from", LocalDate.class),
        FormDefinition.ofJson(row.get("definition", String.class)));
  }
}
