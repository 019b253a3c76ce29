package org.retzef.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts a body's bytes as they pass; the library's own filter believes Content-Length, which a
 * chunked body does not have. A body that trickles in is refused before the service's time limit,
 * lest slow clients open its circuit breaker.
 */
@Component
@Order(0)
final class BodyLimit implements GlobalFilter {

  private final BodySettings settings;

  BodyLimit(BodySettings settings) {
    this.settings = settings;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    BodySettings.Limit limit = settings.of(request.getPath().value());
    long announced = request.getHeaders().getContentLength();
    if (announced > limit.size().toBytes()) {
      return Mono.error(tooLarge());
    }
    if (isCompressed(request.getHeaders())) {
      return Mono.error(new Refusal(Kind.UNSUPPORTED_MEDIA_TYPE, "body-compressed"));
    }
    boolean hasBody =
        announced > 0 || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
    return chain.filter(
        hasBody ? exchange.mutate().request(new Measured(request, limit)).build() : exchange);
  }

  /** Nobody behind us unpacks, so that nothing small becomes large there. */
  private static boolean isCompressed(HttpHeaders headers) {
    String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private static Refusal tooLarge() {
    return new Refusal(Kind.TOO_LARGE, "body-too-large");
  }

  private static Refusal tooSlow() {
    return new Refusal(Kind.INVALID, "body-too-slow");
  }

  private static final class Measured extends ServerHttpRequestDecorator {

    private final BodySettings.Limit limit;

    Measured(ServerHttpRequest request, BodySettings.Limit limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      AtomicLong left = new AtomicLong(limit.size().toBytes());
      Mono<Void> deadline = Mono.delay(limit.within()).then(Mono.error(BodyLimit::tooSlow));
      return super.getBody().map(part -> count(part, left)).takeUntilOther(deadline);
    }

    private static DataBuffer count(DataBuffer part, AtomicLong left) {
      if (left.addAndGet(-part.readableByteCount()) < 0) {
        DataBufferUtils.release(part);
        throw tooLarge();
      }
      return part;
    }
  }
}
