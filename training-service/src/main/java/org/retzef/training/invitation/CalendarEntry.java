package org.retzef.training.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;

/**
 * A session as calendar programs take it (iCalendar).
 *
 * @param sequence rises with each change, by which programs know the newest
 * @param status {@code TENTATIVE}, {@code CONFIRMED} or {@code CANCELLED}
 * @param course its name
 */
public record CalendarEntry(
    UUID sessionId,
    int sequence,
    String status,
    String course,
    @Nullable String place,
    Instant startsAt,
    int minutes) {

  /** To be looked at. */
  public String published() {
    return calendar(event()).toString();
  }

  /** To be put into a calendar, or taken out of it, by the program that receives it (RFC 5546). */
  String sent(String method, String organizer, String attendee) {
    VEvent event = event();
    event.add(new Organizer("mailto:" + organizer));
    event.add(new Attendee("mailto:" + attendee));
    Calendar calendar = calendar(event);
    calendar.add(new Method(method));
    return calendar.toString();
  }

  private VEvent event() {
    VEvent event = new VEvent(startsAt, startsAt.plus(Duration.ofMinutes(minutes)), course);
    event.add(new Uid(sessionId.toString()));
    event.add(new Sequence(sequence));
    event.add(new Status(status));
    if (place != null) {
      event.add(new Location(place));
    }
    return event;
  }

  private static Calendar calendar(VEvent event) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Retzef//training-service//HE"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(event);
    return calendar;
  }
}
