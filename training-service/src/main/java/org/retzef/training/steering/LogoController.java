package org.retzef.training.steering;

import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/steering-meetings/logos")
class LogoController {

  private static final int LARGEST = 128 * 1024;
  private static final int LONGEST_NAME = 80;
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final Logos logos;
  private final Commands commands;

  LogoController(Logos logos, Commands commands) {
    this.logos = logos;
    this.commands = commands;
  }

  /**
   * Keeps a body's logo for the minutes that name it, up to 128 KiB; one before it is shown no
   * more.
   *
   * @param body its name, as the minutes have it
   */
  @PostMapping(consumes = MediaType.IMAGE_PNG_VALUE)
  Mono<ResponseEntity<Void>> add(@RequestParam String body, ServerHttpRequest http) {
    if (body.isBlank() || body.length() > LONGEST_NAME) {
      throw new InvalidInput(Fault.of("body", "value-invalid"));
    }
    return DataBufferUtils.join(http.getBody(), LARGEST)
        .onErrorMap(
            DataBufferLimitException.class,
            tooLarge -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"))
        .map(LogoController::png)
        .flatMap(png -> commands.run(() -> logos.add(body, png)))
        .map(
            id ->
                ResponseEntity.created(URI.create("/api/v1/steering-meetings/logos/" + id))
                    .build());
  }

  @GetMapping(path = "/{id}", produces = MediaType.IMAGE_PNG_VALUE)
  Mono<byte[]> get(@PathVariable UUID id) {
    return logos.find(id).switchIfEmpty(Mono.error(LogoNotFound::new));
  }

  private static byte[] png(DataBuffer body) {
    byte[] png = new byte[body.readableByteCount()];
    body.read(png);
    DataBufferUtils.release(body);
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, png, 0, Math.min(png.length, MAGIC.length))) {
      throw new InvalidInput(Fault.of("", "logo-not-png"));
    }
    return png;
  }
}
