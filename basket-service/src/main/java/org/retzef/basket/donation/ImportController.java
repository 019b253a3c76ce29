package org.retzef.basket.donation;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/donations/{id}/distributions/imports")
class ImportController {

  /** A line of an import is short; a longer one is refused before it fills the memory. */
  private static final int LONGEST_LINE = 4096;

  private static final long LARGEST_FILE = 50L * 1024 * 1024;

  private static final StringDecoder LINES = lines();

  private final ImportReceiving receiving;
  private final Imports imports;

  ImportController(ImportReceiving receiving, Imports imports) {
    this.receiving = receiving;
    this.imports = imports;
  }

  private static StringDecoder lines() {
    StringDecoder decoder = StringDecoder.allMimeTypes(StringDecoder.DEFAULT_DELIMITERS, true);
    decoder.setMaxInMemorySize(LONGEST_LINE);
    return decoder;
  }

  /**
   * Takes in a file of distributions: {@code familyId}, {@code quantity}, {@code distributedOn} and
   * perhaps {@code rowKey}, as a JSON object a line or as CSV with a header. A row counts once: by
   * its key, or without one by family and day. Sent again, the file changes nothing.
   *
   * @param dryRun only checks
   */
  @PostMapping(consumes = {MediaType.APPLICATION_NDJSON_VALUE, "text/csv"})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<ResponseEntity<DistributionImport>> run(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean dryRun,
      ServerHttpRequest http) {
    boolean csv =
        !MediaType.APPLICATION_NDJSON.isCompatibleWith(http.getHeaders().getContentType());
    return receiving
        .receive(caller, id, dryRun, csv, linesOf(http.getBody()))
        .map(received -> accepted(id, received));
  }

  private static ResponseEntity<DistributionImport> accepted(UUID id, DistributionImport received) {
    return ResponseEntity.accepted()
        .location(
            URI.create(
                "/api/v1/donations/%s/distributions/imports/%s".formatted(id, received.id())))
        .body(received);
  }

  private static Flux<String> linesOf(Flux<DataBuffer> body) {
    AtomicLong bytes = new AtomicLong();
    Flux<DataBuffer> counted =
        body.doOnNext(
            part -> {
              if (bytes.addAndGet(part.readableByteCount()) > LARGEST_FILE) {
                DataBufferUtils.release(part);
                throw new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large");
              }
            });
    return LINES
        .decode(counted, ResolvableType.forClass(String.class), MediaType.TEXT_PLAIN, Map.of())
        .map(line -> line.replace("\u0000", ""))
        .onErrorMap(
            DataBufferLimitException.class,
            tooLong -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"));
  }

  @GetMapping("/{importId}")
  Mono<DistributionImport> get(@PathVariable UUID id, @PathVariable UUID importId) {
    return imports.find(id, importId);
  }
}
