package org.retzef.family.duplicate;

import java.util.UUID;
import org.retzef.family.registration.Families;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/families")
class DuplicateController {

  private final FamilyDuplicates duplicates;
  private final Verdicts verdicts;
  private final Families families;
  private final Commands commands;

  DuplicateController(
      FamilyDuplicates duplicates, Verdicts verdicts, Families families, Commands commands) {
    this.duplicates = duplicates;
    this.verdicts = verdicts;
    this.families = families;
    this.commands = commands;
  }

  /**
   * Lists families that may be the same as this one, the surest first, 20 at most. Of a family that
   * the caller does not see only its department is told.
   */
  @GetMapping("/{id}/duplicates")
  Mono<Page<DuplicateCandidate>> list(Caller caller, @PathVariable UUID id) {
    return duplicates.of(caller, id).map(Page::whole);
  }

  /**
   * Looks for families that may be the same as one that is about to be registered. Nothing is kept,
   * and nothing is forbidden by it.
   */
  @PostMapping("/duplicate-checks")
  @ResponseStatus(HttpStatus.OK)
  Mono<Page<DuplicateCandidate>> check(Caller caller, @RequestBody RegisterFamilyRequest family) {
    return duplicates.of(caller, family).map(Page::whole);
  }

  /**
   * Looks for families that may be the same as those of a file, and tells apart what is registered
   * already and what stands in the file twice. Nothing is kept.
   */
  @PostMapping("/duplicate-checks/files")
  @ResponseStatus(HttpStatus.OK)
  Mono<Page<CheckedFamily>> checkFile(Caller caller, @RequestBody CheckFamiliesRequest file) {
    return duplicates.ofFile(caller, file.families()).map(Page::whole);
  }

  /**
   * Says whether two families are not the same, once for both of them; {@code UNDECIDED} takes it
   * back. The version demanded is that of the pair as the list of duplicates shows it; {@code "0"}
   * where nobody has said anything.
   */
  @PutMapping("/{id}/duplicates/{otherId}")
  Mono<ResponseEntity<Verdict>> decide(
      Caller caller,
      ExpectedVersion expected,
      @PathVariable UUID id,
      @PathVariable UUID otherId,
      @RequestBody VerdictRequest request) {
    if (id.equals(otherId)) {
      throw new SameFamily();
    }
    return commands.run(
        () ->
            families
                .hold(id, otherId)
                .then(Mono.defer(() -> families.changeableUnitOf(caller, id)))
                .then(families.changeableUnitOf(caller, otherId))
                .then(verdicts.keep(caller, id, otherId, expected, request.verdict()))
                .map(
                    verdict ->
                        ResponseEntity.ok()
                            .eTag(ExpectedVersion.eTag(verdict.version()))
                            .body(verdict)));
  }
}
