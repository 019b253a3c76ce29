package org.retzef.family.programme;

import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class ProgrammeController {

  private final Programmes programmes;

  ProgrammeController(Programmes programmes) {
    this.programmes = programmes;
  }

  /** Lists the programmes. */
  @GetMapping("/programmes")
  Mono<Page<Programme>> programmes() {
    return programmes.programmes().collectList().map(Page::whole);
  }

  /** Lists the tracks that a family can be enrolled in. */
  @GetMapping("/tracks")
  Mono<Page<Track>> tracks() {
    return programmes.tracks().collectList().map(Page::whole);
  }

  /** Lists how many families each track is planned for. */
  @GetMapping("/track-plans")
  Mono<ResponseEntity<Page<TrackPlan>>> plans(Caller caller, PageRequest page) {
    return programmes.plans(caller, page).map(page::answer);
  }
}
