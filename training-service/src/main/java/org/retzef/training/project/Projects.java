package org.retzef.training.project;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Projects and their departments in the database. */
@Repository
class Projects {

  private final DatabaseClient database;
  private final KnownUnits units;
  private final Milestones milestones;
  private final JsonMapper json;

  Projects(DatabaseClient database, KnownUnits units, Milestones milestones, JsonMapper json) {
    this.database = database;
    this.units = units;
    this.milestones = milestones;
    this.json = json;
  }

  /** With the milestones of its year. */
  Mono<TrainingProject> begin(Caller caller, ProjectRequest request) {
    List<UnitPath> departments = request.targets().stream().map(Target::unit).toList();
    if (!request.usedWeights().addUp()) {
      return Mono.error(new InvalidInput(Fault.of("weights", "weights-do-not-add-up")));
    }
    if (departments.stream().distinct().count() < departments.size()) {
      return Mono.error(new InvalidInput(Fault.of("targets", "target-twice")));
    }
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, request.unit(), departments)
        .then(Mono.defer(() -> insert(id, request)))
        .then(Mono.defer(() -> insertTargets(id, request.targets())))
        .then(Mono.defer(() -> milestones.plan(id, Milestone.ofYear(request.year()))))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private Mono<Void> insert(UUID id, ProjectRequest request) {
    List<String> tools = request.tools();
    return database
        .sql(
            """
            insert into training_project (id, unit, name_he, year, tools, weights)
            values (:id, :unit::ltree, :nameHe, :year, :tools, :weights::jsonb)
            """)
        .bind("id", id)
        .bind("unit", request.unit().path())
        .bind("nameHe", request.nameHe())
        .bind("year", request.year())
        .bind("tools", (tools == null ? List.<String>of() : tools).toArray(String[]::new))
        .bind("weights", json.writeValueAsString(request.usedWeights()))
        .then();
  }

  private Mono<Void> insertTargets(UUID id, List<Target> targets) {
    return database
        .sql(
            """
            insert into project_target
              (project_id, unit, cluster, workers, need, readiness, learning_value)
            select :id, (target ->> 'unit')::ltree, target ->> 'cluster', (target ->> 'workers')::int,
                   (target ->> 'need')::int, (target ->> 'readiness')::int, (target ->> 'learningValue')::int
              from jsonb_array_elements(:targets::jsonb) as target
            """)
        .bind("id", id)
        .bind("targets", json.writeValueAsString(targets))
        .then();
  }

  Mono<Page<ListedProject>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(
            """
            select id, unit::text as unit, name_he, year from training_project
             where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree) and id > :after
             order by id limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new ListedProject(
                    row.get("id", UUID.class),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("name_he", String.class),
                    row.get("year", Integer.class)))
        .all()
        .collectList()
        .map(projects -> Page.of(projects, page, project -> project.id().toString()));
  }

  /** Fails with {@link ProjectNotFound}. */
  Mono<TrainingProject> find(Caller caller, UUID id) {
    return database
        .sql(
            """
            select unit::text as unit, name_he, year, tools, weights::text as weights from training_project
             where id = :id and (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new TrainingProject(
                    id,
                    new UnitPath(row.get("unit", String.class)),
                    row.get("name_he", String.class),
                    row.get("year", Integer.class),
                    List.of(row.get("tools", String[].class)),
                    json.readValue(row.get("weights", String.class), Weights.class),
                    List.of()))
        .one()
        .switchIfEmpty(Mono.error(ProjectNotFound::new))
        .flatMap(
            project ->
                targets(caller, id)
                    .map(
                        known ->
                            new TrainingProject(
                                id,
                                project.unit(),
                                project.nameHe(),
                                project.year(),
                                project.tools(),
                                project.weights(),
                                Scoring.order(known, project.weights()))));
  }

  /** Only departments that the caller sees; who was trained is counted, not typed in. */
  private Mono<List<Scoring.Known>> targets(Caller caller, UUID id) {
    return database
        .sql(
            """
            select unit::text as unit, cluster, workers, need, readiness, learning_value,
                   (select count(distinct trainee)::int from registration
                     where registration.unit <@ target.unit and attended_at is not null) as trained
              from project_target as target
             where project_id = :id
               and (target.unit <@ :callerUnit::ltree or target.unit @> :callerUnit::ltree)
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new Scoring.Known(
                    new Target(
                        new UnitPath(row.get("unit", String.class)),
                        row.get("cluster", String.class),
                        row.get("workers", Integer.class),
                        row.get("need", Integer.class),
                        row.get("readiness", Integer.class),
                        row.get("learning_value", Integer.class)),
                    row.get("trained", Integer.class)))
        .all()
        .collectList();
  }
}
