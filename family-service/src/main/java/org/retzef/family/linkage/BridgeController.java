package org.retzef.family.linkage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.linkage.Consenting.Person;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@RestController
@RequestMapping("/api/v1/partner-agreements/{partner}/linkage")
class BridgeController {

  private static final int LINES_TOGETHER = 500;

  private final Consenting consenting;
  private final String keyHash;

  BridgeController(
      Consenting consenting, @Value("${retzef.family.committee-key-sha256}") String keyHash) {
    this.consenting = consenting;
    this.keyHash = keyHash;
  }

  /**
   * The bridge between a partner's source and the rows of its sharing agreement, for the data
   * committee: two hashes a line, of a person and of the family, both by the committee's key. Only
   * of families that agree today to research by this partner that includes id numbers. Nothing of
   * it is kept.
   */
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @PostMapping(produces = "text/csv")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<Flux<byte[]>>> bridge(
      @PathVariable String partner, @RequestBody BridgeRequest request, ServerHttpResponse answer) {
    CommitteeKey committee = CommitteeKey.of(request.committeeKey(), keyHash);
    Mono<Void> begun = begun(answer);
    return consenting
        .families(partner)
        .delayUntil(AuditedRequest::touch)
        .map(
            families ->
                csv(
                    consenting.members(families).delaySubscription(begun),
                    committee,
                    request.agreement()))
        .map(lines -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(lines));
  }

  /**
   * From then on people may be read: the answer's line in the audit log takes a connection, too.
   */
  private static Mono<Void> begun(ServerHttpResponse answer) {
    Sinks.Empty<Void> begun = Sinks.empty();
    answer.beforeCommit(() -> Mono.fromRunnable(begun::tryEmitEmpty));
    return begun.asMono();
  }

  /** It is as long as many families agree: no more than some lines of it are held at a time. */
  private static Flux<byte[]> csv(Flux<Person> people, CommitteeKey committee, String agreement) {
    return people
        .map(one -> committee.person(one.id()) + "," + committee.link(agreement, one.family()))
        .buffer(LINES_TOGETHER)
        .startWith(List.of(List.of("person,link")))
        .map(lines -> (String.join("\r\n", lines) + "\r\n").getBytes(US_ASCII));
  }
}
