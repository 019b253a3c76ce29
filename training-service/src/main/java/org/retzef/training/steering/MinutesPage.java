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
 * Minutes for printing, in Hebrew. The logos of the two bodies stand side by side; a body that has
 * brought none yet stands there by its name.
 */
@RestController
class MinutesPage {

  private static final Locale HEBREW = Locale.forLanguageTag("he");
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private final SteeringMeetings meetings;
  private final Logos logos;
  private final ISpringWebFluxTemplateEngine templates;

  MinutesPage(SteeringMeetings meetings, Logos logos, ISpringWebFluxTemplateEngine templates) {
    this.meetings = meetings;
    this.logos = logos;
    this.templates = templates;
  }

  /** The minutes of a meeting as a page to print, with both logos. */
  @GetMapping(path = "/api/v1/steering-meetings/{id}/minutes", produces = "text/html;charset=UTF-8")
  Mono<ResponseEntity<String>> minutes(Caller caller, @PathVariable UUID id) {
    return meetings
        .find(caller, id)
        .zipWhen(meeting -> logos.of(meeting.logos()))
        .map(
            found ->
                ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .header("Content-Security-Policy", POLICY)
                    .body(written(found.getT1(), found.getT2())));
  }

  private String written(SteeringMeeting meeting, Map<String, String> pictures) {
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(HEBREW)
            .format(meeting.heldOn());
    return templates.process(
        "minutes",
        new Context(HEBREW, Map.of("meeting", meeting, "day", day, "pictures", pictures)));
  }
}
