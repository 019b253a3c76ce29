package org.retzef.basket.receipt.sms;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes an HTTP provider's call-backs: reports of delivery and what phones have written. Without a
 * good signature, outside its time or for a second time it is refused without a word; 503 asks the
 * provider to try again.
 */
@RestController
@ConditionalOnProperty(name = "retzef.sms.provider", havingValue = "http")
class SmsCallback {

  private static final int LARGEST = 8_192;

  private final CallbackSignature signature;
  private final SmsListener listener;
  private final DatabaseClient database;
  private final Commands commands;
  private final JsonMapper json;
  private final Clock clock;

  SmsCallback(
      HttpSmsSettings settings,
      SmsListener listener,
      DatabaseClient database,
      Commands commands,
      JsonMapper json,
      Clock clock) {
    this.signature = new CallbackSignature(settings.callbackSecret());
    this.listener = listener;
    this.database = database;
    this.commands = commands;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param id of the message that a report is about
   * @param delivered of a report
   * @param from the phone that wrote
   * @param text what it wrote
   */
  private record Told(
      @Nullable String id,
      @Nullable Boolean delivered,
      @Nullable String from,
      @Nullable String text) {

    @Override
    public String toString() {
      return "Told";
    }
  }

  @PostMapping("/sms/callbacks")
  Mono<ResponseEntity<Void>> take(ServerWebExchange exchange) {
    return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST)
        .map(SmsCallback::bytes)
        .defaultIfEmpty(new byte[0])
        .flatMap(body -> take(exchange.getRequest().getHeaders(), body))
        .onErrorReturn(DataBufferLimitException.class, HttpStatus.CONTENT_TOO_LARGE)
        .onErrorReturn(JacksonException.class, HttpStatus.BAD_REQUEST)
        .onErrorReturn(HttpStatus.SERVICE_UNAVAILABLE)
        .map(status -> ResponseEntity.status(status).build());
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private Mono<HttpStatus> take(HttpHeaders headers, byte[] body) {
    return signature
        .verify(
            headers.getFirst("Sms-Timestamp"),
            headers.getFirst("Sms-Signature"),
            body,
            clock.instant())
        .map(
            good -> {
              Told told = json.readValue(body, Told.class);
              return isNew(good)
                  .flatMap(
                      first ->
                          first
                              ? tell(told).onErrorResume(failure -> forget(good, failure))
                              : Mono.just(HttpStatus.CONFLICT));
            })
        .orElseGet(() -> Mono.just(HttpStatus.UNAUTHORIZED));
  }

  private Mono<Boolean> isNew(byte[] good) {
    return commands.run(
        () ->
            database
                .sql(
                    """
                    with old as (
                      delete from sms_callback where received_at < now() - interval '15 minutes'
                    )
                    insert into sms_callback (signature) values (:signature) on conflict do nothing
                    """)
                .bind("signature", good)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1));
  }

  /** What could not be taken in now may come again. */
  private Mono<HttpStatus> forget(byte[] good, Throwable failure) {
    return commands
        .run(
            () ->
                database
                    .sql("delete from sms_callback where signature = :signature")
                    .bind("signature", good)
                    .then())
        .then(Mono.error(failure));
  }

  private Mono<HttpStatus> tell(Told told) {
    return Mono.fromCallable(
            () -> {
              if (told.id() != null && told.delivered() != null) {
                listener.reported(told.id(), told.delivered());
              } else if (told.from() != null && told.text() != null) {
                listener.received(told.from(), told.text());
              } else {
                return HttpStatus.BAD_REQUEST;
              }
              return HttpStatus.NO_CONTENT;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }
}
