package org.retzef.training.mail;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.outbox.Commands;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/follow-ups/bounces")
class BounceController {

  private final List<MailPile<?>> piles;
  private final Commands commands;

  BounceController(List<MailPile<?>> piles, Commands commands) {
    this.piles = piles;
    this.commands = commands;
  }

  /** Takes what a mail server said later: a mail that came back for good is put on the worklist. */
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> cameBack(@RequestBody Bounce bounce) {
    UUID mail = IdentifiedMessage.mailOf(bounce.messageId());
    return commands.run(
        () ->
            Flux.fromIterable(piles)
                .concatMap(pile -> pile.cameBack(mail, bounce.isForGood()))
                .any(ours -> ours)
                .filter(ours -> ours)
                .switchIfEmpty(Mono.error(MailNotFound::new))
                .then());
  }
}
