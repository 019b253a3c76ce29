package org.retzef.reporting.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/dashboards/changes")
class ChangesController {

  /** A proxy that hears nothing for a minute may hang up. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** A token lives for some minutes: whoever looks for longer asks again with a new one. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Changes changes;

  ChangesController(Changes changes) {
    this.changes = changes;
  }

  /**
   * Server-sent events: one at once, and one whenever figures have changed, without the figures. To
   * whoever does not ask for {@code text/event-stream}, the first one only.
   */
  @Operation(
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                      schema = @Schema(type = "string"))))
  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<Void> changes(ServerHttpRequest request, ServerHttpResponse response) {
    Flux<String> changed =
        changes.folded().map(count -> "event:folded\ndata:%d\n\n".formatted(count));
    boolean stays = request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
    Flux<String> events =
        stays ? Flux.merge(changed, signsOfLife()).take(LONGEST) : changed.take(1);
    response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
    response.getHeaders().setCacheControl(CacheControl.noStore());
    return response.writeAndFlushWith(
        events.map(event -> Mono.just(response.bufferFactory().wrap(event.getBytes(UTF_8)))));
  }

  private static Flux<String> signsOfLife() {
    return Flux.interval(SIGN_OF_LIFE).map(_ -> ":still here\n\n");
  }
}
