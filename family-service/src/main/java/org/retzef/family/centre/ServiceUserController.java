package org.retzef.family.centre;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/centres/{path}/service-users")
class ServiceUserController {

  private final CentreReception reception;
  private final ServiceUsers people;
  private final Idempotency idempotency;
  private final Commands commands;

  ServiceUserController(
      CentreReception reception, ServiceUsers people, Idempotency idempotency, Commands commands) {
    this.reception = reception;
    this.people = people;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Takes a person into an Otzma centre; no family is needed for that. */
  @PostMapping
  Mono<ResponseEntity<JoinedServiceUser>> join(
      Caller caller,
      @PathVariable String path,
      OptionalIdempotencyKey key,
      @RequestBody JoinCentreRequest request) {
    return reception
        .centre(caller, path)
        .flatMap(
            centre ->
                idempotency.once(
                    key,
                    request,
                    JoinedServiceUser.class,
                    () ->
                        reception
                            .join(caller, centre, request)
                            .map(ServiceUserController::created)));
  }

  /** Lists everybody who is or was in the centre, oldest first. */
  @GetMapping
  Mono<ResponseEntity<Page<ServiceUser>>> list(
      Caller caller, @PathVariable String path, PageRequest page) {
    return reception
        .centre(caller, path)
        .flatMap(centre -> people.of(centre, page))
        .map(page::answer);
  }

  /** Shows a service user of the centre. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<ServiceUser>> get(
      Caller caller, @PathVariable String path, @PathVariable UUID id) {
    return reception
        .centre(caller, path)
        .flatMap(centre -> people.find(centre, id))
        .map(
            person ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(person.version())).body(person));
  }

  /** Ends a person's time in the centre. */
  @PatchMapping("/{id}")
  Mono<ResponseEntity<JoinedServiceUser>> leave(
      Caller caller,
      @PathVariable String path,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody LeaveCentreRequest request) {
    return reception
        .centre(caller, path)
        .flatMap(centre -> commands.run(() -> reception.leave(centre, id, expected, request)))
        .map(ServiceUserController::found);
  }

  /** Says which family member the person is, so that the two count once. */
  @PutMapping("/{id}/member")
  Mono<ResponseEntity<JoinedServiceUser>> link(
      Caller caller,
      @PathVariable String path,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody LinkMemberRequest request) {
    return reception
        .centre(caller, path)
        .flatMap(
            centre -> commands.run(() -> reception.link(caller, centre, id, expected, request)))
        .map(ServiceUserController::found);
  }

  /** Erases who a person was that has left every centre; what was counted stays counted. */
  @PostMapping("/{id}/erasure")
  @ResponseStatus(HttpStatus.OK)
  Mono<ResponseEntity<JoinedServiceUser>> erase(
      Caller caller,
      @PathVariable String path,
      @PathVariable UUID id,
      ExpectedVersion expected,
      OptionalIdempotencyKey key) {
    return reception
        .centre(caller, path)
        .flatMap(
            centre ->
                idempotency.once(
                    key,
                    "",
                    JoinedServiceUser.class,
                    () -> reception.erase(centre, id, expected).map(ServiceUserController::found)));
  }

  private static ResponseEntity<JoinedServiceUser> found(JoinedServiceUser person) {
    return ResponseEntity.ok().eTag(ExpectedVersion.eTag(person.version())).body(person);
  }

  private static ResponseEntity<JoinedServiceUser> created(JoinedServiceUser person) {
    return ResponseEntity.created(
            URI.create(
                "/api/v1/centres/%s/service-users/%s".formatted(person.centre(), person.id())))
        .eTag(ExpectedVersion.eTag(person.version()))
        .body(person);
  }
}
