package org.retzef.training.steering;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import reactor.core.publisher.Mono;

/**
 * Minutes for printing, in Hebrew. Each of the two bodies has its slot for a logo, side by side; no
 * logo is drawn here, for it is the body's own.
 */
@RestController
class MinutesPage {

  private static final Locale HEBREW = Locale.forLanguageTag("he");
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private final SteeringMeetings meetings;
  private final ISpringWebFluxTemplateEngine templates;

  MinutesPage(SteeringMeetings meetings, ISpringWebFluxTemplateEngine templates) {
    this.meetings = meetings;
    this.templates = templates;
  }

  /** The minutes of a meeting as a page to print, with a slot for each of both logos. */
  @GetMapping(path = "/api/v1/steering-meetings/{id}/minutes", produces = "text/html;charset=UTF-8")
  Mono<ResponseEntity<String>> minutes(Caller caller, @PathVariable UUID id) {
    return meetings
        .find(caller, id)
        .map(
            meeting ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .header("Content-Security-Policy", POLICY)
                    .body(written(meeting)));
  }

  private String written(SteeringMeeting meeting) {
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(HEBREW)
            .format(meeting.heldOn());
    return templates.process(
        "minutes", new Context(HEBREW, Map.of("meeting", meeting, "day", day)));
  }
}
