package org.retzef.family.audit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What becomes known of a request on its way: which families it touched, and whether its line is
 * written. It travels in the Reactor context; what runs without a request has none.
 */
public final class AuditedRequest {

  private final Set<UUID> families = new LinkedHashSet<>();
  private final String route;
  private final List<String> variables;
  private boolean recorded;

  /**
   * @param variables what stands in the path where the route has a variable
   */
  AuditedRequest(String route, List<String> variables) {
    this.route = route;
    this.variables = variables;
  }

  /** Says that a family's file is read or changed, or was asked for: before it is looked for. */
  public static Mono<Void> touch(UUID familyId) {
    return touch(List.of(familyId));
  }

  /** As {@link #touch(UUID)}, for the families that a list shows. */
  public static Mono<Void> touch(Collection<UUID> familyIds) {
    return Mono.deferContextual(
        context -> {
          AuditedRequest request = in(context);
          if (request != null) {
            request.add(familyIds);
          }
          return Mono.empty();
        });
  }

  /** Takes back that a family was touched: it was to be made, and was not. */
  public static Mono<Void> takeBack(UUID familyId) {
    return Mono.deferContextual(
        context -> {
          AuditedRequest request = in(context);
          if (request != null) {
            request.remove(familyId);
          }
          return Mono.empty();
        });
  }

  static @Nullable AuditedRequest in(ContextView context) {
    return context.getOrDefault(AuditedRequest.class, null);
  }

  Context carriedBy(Context context) {
    return context.put(AuditedRequest.class, this);
  }

  String route() {
    return route;
  }

  List<String> variables() {
    return variables;
  }

  synchronized void add(Collection<UUID> familyIds) {
    families.addAll(familyIds);
  }

  private synchronized void remove(UUID familyId) {
    families.remove(familyId);
  }

  synchronized List<UUID> families() {
    return List.copyOf(families);
  }

  /** Its line has committed together with its command. */
  synchronized void markRecorded() {
    recorded = true;
  }

  synchronized boolean isRecorded() {
    return recorded;
  }
}
