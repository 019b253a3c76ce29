package org.retzef.training.session;

import java.time.YearMonth;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.training.course.OfferedCourses;
import org.retzef.training.invitation.CalendarEntry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sessions as calendars show them. */
@Component
class SessionCalendar {

  private final Sessions sessions;
  private final OfferedCourses courses;

  SessionCalendar(Sessions sessions, OfferedCourses courses) {
    this.sessions = sessions;
    this.courses = courses;
  }

  Mono<Page<Session>> month(Caller caller, UnitPath district, YearMonth month, PageRequest page) {
    return sessions.inMonth(
        caller, district, month, page.after(Sessions.Place.FIRST, Sessions.Place::parse), page);
  }

  /** Its number rises with each change, by which programs know the newest. */
  Mono<String> invitation(Caller caller, UUID id) {
    return sessions
        .find(caller, id)
        .flatMap(
            session ->
                courses.nameOf(caller, session.courseId()).map(name -> written(session, name)));
  }

  private static String written(Session session, String name) {
    String status =
        switch (session.state()) {
          case PLANNED -> "TENTATIVE";
          case CANCELLED -> "CANCELLED";
          case CONFIRMED, CLOSED -> "CONFIRMED";
        };
    return new CalendarEntry(
            session.id(),
            (int) session.version(),
            status,
            name,
            session.place(),
            session.startsAt(),
            session.minutes())
        .published();
  }
}
