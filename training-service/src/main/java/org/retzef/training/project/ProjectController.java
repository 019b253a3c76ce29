package org.retzef.training.project;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/training-projects")
class ProjectController {

  private final Projects projects;
  private final Milestones milestones;
  private final Idempotency idempotency;
  private final Commands commands;

  ProjectController(
      Projects projects, Milestones milestones, Idempotency idempotency, Commands commands) {
    this.projects = projects;
    this.milestones = milestones;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Begins a project of a year, with its milestones. */
  @PostMapping
  Mono<ResponseEntity<TrainingProject>> begin(
      Caller caller, OptionalIdempotencyKey key, @RequestBody ProjectRequest request) {
    return idempotency.once(
        key,
        request,
        TrainingProject.class,
        () ->
            projects
                .begin(caller, request)
                .map(
                    project ->
                        ResponseEntity.created(
                                URI.create("/api/v1/training-projects/" + project.id()))
                            .body(project)));
  }

  /** The projects of the caller's units and of those above, as they were begun. */
  @GetMapping
  Mono<ResponseEntity<Page<ListedProject>>> list(Caller caller, PageRequest page) {
    return projects.seenBy(caller, page).map(page::answer);
  }

  /** A project, with its departments in their order and the reasons for it. */
  @GetMapping("/{id}")
  Mono<TrainingProject> get(Caller caller, @PathVariable UUID id) {
    return projects.find(caller, id);
  }

  /**
   * What the project is to reach, by day.
   *
   * @param overdue only what should have been reached by now
   */
  @GetMapping("/{id}/milestones")
  Mono<Page<Milestone>> milestones(
      Caller caller, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean overdue) {
    return projects
        .find(caller, id)
        .flatMap(project -> milestones.of(id, overdue))
        .map(Page::whole);
  }

  /** Records that a milestone was reached. */
  @PutMapping("/{id}/milestones/{milestone}/completion")
  Mono<ResponseEntity<Milestone>> reach(
      Caller caller,
      @PathVariable UUID id,
      @PathVariable UUID milestone,
      ExpectedVersion expected,
      @RequestBody DoneRequest request) {
    return commands
        .run(
            () ->
                projects
                    .find(caller, id)
                    .flatMap(
                        project -> milestones.reach(id, milestone, expected, request.doneOn())))
        .map(
            reached ->
                ResponseEntity.ok().eTag(ExpectedVersion.eTag(reached.version())).body(reached));
  }
}
