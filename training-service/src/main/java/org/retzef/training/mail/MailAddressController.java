package org.retzef.training.mail;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/trainees/{trainee}/mail-address")
class MailAddressController {

  private final MailAddresses addresses;
  private final Commands commands;

  MailAddressController(MailAddresses addresses, Commands commands) {
    this.addresses = addresses;
    this.commands = commands;
  }

  /** Sets where the caller gets mails, in place of what was set before. */
  @PostMapping
  Mono<ResponseEntity<MailAddress>> set(
      Caller caller,
      @PathVariable String trainee,
      @RequestBody MailAddress address,
      ServerHttpRequest http) {
    mustBeOwn(caller, trainee);
    return commands
        .run(() -> addresses.set(trainee, address))
        .map(set -> ResponseEntity.created(URI.create(http.getURI().getRawPath())).body(set));
  }

  /** The caller's own. */
  @GetMapping
  Mono<MailAddress> get(Caller caller, @PathVariable String trainee) {
    mustBeOwn(caller, trainee);
    return addresses.of(trainee);
  }

  /** Erases the caller's own, or for whom a training manager was asked by; no more mails come. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> erase(Caller caller, @PathVariable String trainee) {
    if (!caller.has("training-manager")) {
      mustBeOwn(caller, trainee);
    }
    return commands.run(() -> addresses.erase(trainee));
  }

  private static void mustBeOwn(Caller caller, String trainee) {
    if (!caller.subject().equals(trainee)) {
      throw new MailAddressNotFound();
    }
  }
}
