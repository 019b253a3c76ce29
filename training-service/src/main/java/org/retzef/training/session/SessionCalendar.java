package org.retzef.training.session;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.training.course.OfferedCourses;
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
    Instant end = session.startsAt().plus(Duration.ofMinutes(session.minutes()));
    VEvent event = new VEvent(session.startsAt(), end, name);
    event.add(new Uid(session.id().toString()));
    event.add(new Sequence((int) session.version()));
    event.add(
        new Status(
            switch (session.state()) {
              case PLANNED -> Status.VALUE_TENTATIVE;
              case CANCELLED -> Status.VALUE_CANCELLED;
              case CONFIRMED, CLOSED -> Status.VALUE_CONFIRMED;
            }));
    String place = session.place();
    if (place != null) {
      event.add(new Location(place));
    }
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Retzef//training-service//HE"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(event);
    return calendar.toString();
  }
}
