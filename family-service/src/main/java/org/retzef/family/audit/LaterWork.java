package org.retzef.family.audit;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is done for a request after its answer, as the families of a file are: it has lines too. */
@Component
public class LaterWork {

  private final AuditLog log;

  LaterWork(AuditLog log) {
    this.log = log;
  }

  /**
   * Who had it done.
   *
   * @param actor the subject of the token
   * @param unit the actor's
   * @param client the program that the token was given to
   * @param route the endpoint that was called
   * @param object what it made, an import
   */
  public record Order(
      String actor,
      Set<String> roles,
      UnitPath unit,
      @Nullable String client,
      String route,
      UUID object) {}

  /** Writes one line of families that were made, in the transaction that makes them. */
  public Mono<Void> made(Order order, List<UUID> families) {
    return log.writeNow(
        new AuditEntry(
            order.actor(),
            order.roles(),
            order.unit().path(),
            order.client(),
            null,
            HttpMethod.POST.name(),
            order.route(),
            order.object().toString(),
            families,
            HttpStatus.CREATED.value(),
            null));
  }
}
