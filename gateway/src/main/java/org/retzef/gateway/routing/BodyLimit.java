package org.retzef.gateway.routing;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.visit.Visit;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts a body's bytes as they pass, because a body in chunks does not say its length. One that
 * trickles in is refused before the service's time limit, lest slow clients open its circuit
 * breaker.
 */
@Component
final class BodyLimit {

  private final BodySettings settings;

  BodyLimit(BodySettings settings) {
    this.settings = settings;
  }

  /**
   * Nobody behind us unpacks, so that nothing small becomes large there.
   *
   * @throws Refusal of a body that says itself that it is too large, or compressed
   */
  void check(Visit visit) {
    if (announced(visit) > settings.of(visit.path()).size().toBytes()) {
      throw tooLarge();
    }
    String encoding = visit.header(HttpHeaderNames.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Refusal(Kind.UNSUPPORTED_MEDIA_TYPE, "body-compressed");
    }
  }

  /** The body as it arrives, or null; what nobody wants any more on its way is let go. */
  @Nullable Flux<ByteBuf> of(Visit visit) {
    boolean hasBody =
        announced(visit) > 0 || visit.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    return hasBody ? measured(visit, settings.of(visit.path())) : null;
  }

  private static long announced(Visit visit) {
    String length = visit.header(HttpHeaderNames.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private static Flux<ByteBuf> measured(Visit visit, BodySettings.Limit limit) {
    var left = new AtomicLong(limit.size().toBytes());
    Mono<Void> deadline = visit.pause(limit.within()).then(Mono.error(BodyLimit::tooSlow));
    return visit
        .asked()
        .receive()
        .retain()
        .map(part -> count(part, left))
        .takeUntilOther(deadline)
        .doOnDiscard(ByteBuf.class, ReferenceCountUtil::release);
  }

  private static ByteBuf count(ByteBuf part, AtomicLong left) {
    if (left.addAndGet(-part.readableBytes()) < 0) {
      part.release();
      throw tooLarge();
    }
    return part;
  }

  private static Refusal tooLarge() {
    return new Refusal(Kind.TOO_LARGE, "body-too-large");
  }

  private static Refusal tooSlow() {
    return new Refusal(Kind.INVALID, "body-too-slow");
  }
}
