package org.retzef.reporting.sharing.screen;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/sharing-agreements/{code}/screen")
class ScreenController {

  private final SharingAgreements agreements;
  private final Screens screens;
  private final Commands commands;
  private final Clock clock;

  ScreenController(SharingAgreements agreements, Screens screens, Commands commands, Clock clock) {
    this.agreements = agreements;
    this.screens = screens;
    this.commands = commands;
    this.clock = clock;
  }

  /**
   * Opens a page for a partner without a system. Its address is shown this once; asked again, there
   * is another, and the one before ends. No answer is kept for a repetition: it would hold the
   * address.
   */
  @PostMapping
  Mono<ResponseEntity<ScreenAddress>> open(Caller caller, @PathVariable String code) {
    ScreenLink link = ScreenLink.draw();
    return agreements
        .find(caller, code)
        .filter(agreement -> agreement.terms().answers().sharedAccess())
        .switchIfEmpty(Mono.error(ScreenNotAgreed::new))
        .then(
            commands.run(
                () -> screens.open(code, link, LocalDate.now(clock)).thenReturn(link.path())))
        .map(
            path ->
                ResponseEntity.created(URI.create(path))
                    .cacheControl(CacheControl.noStore())
                    .body(new ScreenAddress(path)));
  }

  /** Closes the page. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> close(Caller caller, @PathVariable String code) {
    return agreements
        .find(caller, code)
        .then(commands.run(() -> screens.close(code).thenReturn(true)))
        .then();
  }
}
