package org.retzef.family.programme;

import org.retzef.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

  /** Tells for whom a track is, what it wants and what sets it apart. */
  @GetMapping("/tracks/{code}")
  Mono<TrackDescription> track(@PathVariable String code) {
    return programmes.description(code).switchIfEmpty(Mono.error(TrackNotFound::new));
  }
}
