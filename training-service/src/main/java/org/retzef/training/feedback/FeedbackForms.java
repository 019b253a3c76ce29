package org.retzef.training.feedback;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.followup.Stage;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Forms in the database; they are added and never changed. */
@Repository
class FeedbackForms {

  private final DatabaseClient database;
  private final JsonMapper json;

  FeedbackForms(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  List<Question> read(String questions) {
    return List.of(json.readValue(questions, Question[].class));
  }

  Mono<FeedbackForm> add(AddFormRequest request) {
    long codes = request.questions().stream().map(Question::code).distinct().count();
    if (codes < request.questions().size()) {
      return Mono.error(new InvalidInput(Fault.of("questions", "question-twice")));
    }
    return database
        .sql(
            """
            with last as (
              select max(version) as version, max(valid_from) as valid_from
                from feedback_form where stage = :stage)
            insert into feedback_form (id, stage, version, valid_from, open_days, questions)
            select :id, :stage, last.version + 1, :validFrom, :openDays, :questions::jsonb
              from last
             where :validFrom > (now() at time zone 'Asia/Jerusalem')::date
               and :validFrom > last.valid_from
            returning id, version
            """)
        .bind("id", Ids.next())
        .bind("stage", request.stage().name())
        .bind("validFrom", request.validFrom())
        .bind("openDays", request.openDays())
        .bind("questions", json.writeValueAsString(request.questions()))
        .map(
            row ->
                new FeedbackForm(
                    row.get("id", UUID.class),
                    request.stage(),
                    row.get("version", Integer.class),
                    request.validFrom(),
                    request.openDays(),
                    request.questions()))
        .one()
        .switchIfEmpty(
            Mono.error(() -> new InvalidInput(Fault.of("validFrom", "form-day-not-to-come"))));
  }

  Mono<Page<FeedbackForm>> all() {
    return database
        .sql(
            """
            select id, stage, version, valid_from, open_days, questions::text as questions
              from feedback_form order by stage, version
            """)
        .map(
            row ->
                new FeedbackForm(
                    row.get("id", UUID.class),
                    Stage.valueOf(row.get("stage", String.class)),
                    row.get("version", Integer.class),
                    row.get("valid_from", LocalDate.class),
                    row.get("open_days", Integer.class),
                    read(row.get("questions", String.class))))
        .all()
        .collectList()
        .map(Page::whole);
  }
}
