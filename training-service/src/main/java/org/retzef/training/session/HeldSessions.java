package org.retzef.training.session;

import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What other features may ask about sessions. */
@Component
public class HeldSessions {

  private final Sessions sessions;

  HeldSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Fails with 404 {@code session-not-found} unless the session is of the caller's unit. */
  public Mono<Void> mustBeHeldBy(Caller caller, UUID sessionId) {
    return sessions.findHeld(caller, sessionId).then();
  }
}
