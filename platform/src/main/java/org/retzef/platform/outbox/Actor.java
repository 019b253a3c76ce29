package org.retzef.platform.outbox;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

/** Whose request it is, of the Reactor context. */
final class Actor {

  private Actor() {}

  /** The token's subject, or an empty text where there is no token: in a job, or in a listener. */
  static Mono<String> current() {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(context -> context.getAuthentication())
        .map(authentication -> authentication.getName())
        .defaultIfEmpty("");
  }
}
