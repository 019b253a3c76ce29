package org.retzef.training.course;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The slides of courses; the newest counts. */
@Repository
public class CourseDecks {

  private final DatabaseClient database;
  private final Courses courses;

  CourseDecks(DatabaseClient database, Courses courses) {
    this.database = database;
    this.courses = courses;
  }

  Mono<UUID> add(Caller caller, UUID courseId, byte[] pdf) {
    UUID id = Ids.next();
    return courses
        .find(caller, courseId)
        .then(
            Mono.defer(
                () ->
                    database
                        .sql(
                            "insert into course_deck (id, course_id, pdf) values (:id, :course, :pdf)")
                        .bind("id", id)
                        .bind("course", courseId)
                        .bind("pdf", pdf)
                        .then()))
        .thenReturn(id);
  }

  /** Empty where a course has none. */
  public Mono<byte[]> newestOf(UUID courseId) {
    return database
        .sql("select pdf from course_deck where course_id = :course order by id desc limit 1")
        .bind("course", courseId)
        .map(row -> row.get("pdf", byte[].class))
        .one();
  }
}
