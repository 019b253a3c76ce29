package org.retzef.family.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

  private final AuditLines lines;
  private final AuditChain chain;

  AuditController(AuditLines lines, AuditChain chain) {
    this.lines = lines;
    this.chain = chain;
  }

  /**
   * Lists who read or changed which family, or was refused. Lines of actors in the auditor's unit,
   * oldest first.
   *
   * @param familyId only lines of this family
   * @param actor only lines of this subject
   * @param from first instant; all that is kept unless said
   * @param to instant after the last; until now unless said
   */
  @GetMapping
  Mono<ResponseEntity<Page<AuditLine>>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID familyId,
      @RequestParam(required = false) @Nullable String actor,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      PageRequest page) {
    var asked =
        new AuditQuery(
            familyId,
            actor,
            from == null ? Instant.EPOCH : from,
            to == null ? Instant.now().plus(Duration.ofHours(1)) : to);
    return lines.find(caller, asked, page).map(page::answer);
  }

  /**
   * Walks through the whole log and tells the first place where it is not as it was written. Takes
   * the longer the more is kept.
   */
  @GetMapping("/verification")
  Mono<Verification> verification() {
    return chain.verify();
  }
}
