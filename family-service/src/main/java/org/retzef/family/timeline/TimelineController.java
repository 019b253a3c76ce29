package org.retzef.family.timeline;

import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class TimelineController {

  private final Families families;
  private final Timeline timeline;

  TimelineController(Families families, Timeline timeline) {
    this.families = families;
    this.timeline = timeline;
  }

  /** Tells everything that has happened to a family, newest first. */
  @GetMapping("/api/v1/families/{familyId}/timeline")
  Mono<ResponseEntity<Page<TimelineEntry>>> list(
      Caller caller, @PathVariable UUID familyId, PageRequest page) {
    return AuditedRequest.touch(familyId)
        .then(timeline.ofListed(caller, familyId, page))
        .filter(entries -> !entries.items().isEmpty())
        .switchIfEmpty(Mono.defer(() -> ofRead(caller, familyId, page)))
        .map(page::answer);
  }

  /** Few ask for a family that they do not work with: what lets them in is looked at only then. */
  private Mono<Page<TimelineEntry>> ofRead(Caller caller, UUID familyId, PageRequest page) {
    return families.unitOf(caller, familyId).then(Mono.defer(() -> timeline.of(familyId, page)));
  }
}
