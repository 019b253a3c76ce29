package org.retzef.training.steering;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
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

/** Meetings in the database: minutes as they were agreed, and tasks that go on living. */
@Repository
class SteeringMeetings {

  /** Who may change what came of a meeting. */
  static final String OWN = "meeting.unit <@ :callerUnit::ltree";

  static final String SEEN =
      "(meeting.unit <@ :callerUnit::ltree or meeting.unit @> :callerUnit::ltree)";

  private final DatabaseClient database;
  private final KnownUnits units;
  private final SeriesOfMeetings series;
  private final SteeringTasks tasks;
  private final SteeringApprovals approvals;
  private final Outbox outbox;
  private final JsonMapper json;

  SteeringMeetings(
      DatabaseClient database,
      KnownUnits units,
      SeriesOfMeetings series,
      SteeringTasks tasks,
      SteeringApprovals approvals,
      Outbox outbox,
      JsonMapper json) {
    this.database = database;
    this.units = units;
    this.series = series;
    this.tasks = tasks;
    this.approvals = approvals;
    this.outbox = outbox;
    this.json = json;
  }

  Mono<SteeringMeeting> keep(Caller caller, MeetingRequest minutes) {
    InvalidInput.ifAny(faultsOf(minutes));
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, minutes.unit())
        .then(Mono.defer(() -> mustBeOfItsSeries(caller, minutes)))
        .then(Mono.defer(() -> insert(id, minutes)))
        .then(Mono.defer(() -> tasks.insert(id, decisionsOf(minutes))))
        .then(Mono.defer(() -> approvals.ask(id, decisionsOf(minutes))))
        .then(Mono.defer(() -> find(caller, id)))
        .delayUntil(held -> outbox.append(SteeringEvent.Held.of(held)));
  }

  private Mono<Void> mustBeOfItsSeries(Caller caller, MeetingRequest minutes) {
    UUID seriesId = minutes.seriesId();
    return seriesId == null
        ? Mono.empty()
        : series
            .find(caller, seriesId)
            .onErrorMap(
                SeriesNotFound.class,
                unknown -> new InvalidInput(Fault.of("seriesId", "series-not-found")))
            .filter(found -> found.unit().equals(minutes.unit()))
            .switchIfEmpty(
                Mono.error(() -> new InvalidInput(Fault.of("unit", "unit-not-of-series"))))
            .then();
  }

  private static List<Fault> faultsOf(MeetingRequest minutes) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < minutes.attendance().size(); i++) {
      MeetingRequest.Attendance one = minutes.attendance().get(i);
      if (one.present() > one.seats()) {
        faults.add(Fault.of("attendance[" + i + "].present", "more-present-than-seats"));
      }
    }
    List<String> codes = codesOf(minutes);
    if (codes.stream().distinct().count() < codes.size()) {
      faults.add(Fault.of("updates", "figure-code-twice"));
    }
    return faults;
  }

  private static List<String> codesOf(MeetingRequest minutes) {
    return Objects.requireNonNullElse(minutes.updates(), List.<MeetingRequest.Update>of()).stream()
        .flatMap(
            update ->
                Objects.requireNonNullElse(update.figures(), List.<MeetingRequest.Figure>of())
                    .stream())
        .map(MeetingRequest.Figure::code)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<MeetingRequest.Resolution> decisionsOf(MeetingRequest minutes) {
    return Objects.requireNonNullElse(minutes.decisions(), List.of());
  }

  private Mono<Void> insert(UUID id, MeetingRequest minutes) {
    return database
        .sql(
            """
            insert into steering_meeting (id, unit, series_id, held_on, minutes)
            values (:id, :unit::ltree, :series::uuid, :heldOn, :minutes::jsonb)
            """)
        .bind("series", Parameters.in(R2dbcType.VARCHAR, text(minutes.seriesId())))
        .bind("id", id)
        .bind("unit", minutes.unit().path())
        .bind("heldOn", minutes.heldOn())
        .bind("minutes", json.writeValueAsString(minutes))
        .then();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /** Fails with {@link MeetingNotFound}. */
  Mono<SteeringMeeting> find(Caller caller, UUID id) {
    return database
        .sql(
            "select minutes::text as minutes from steering_meeting as meeting where id = :id and "
                + SEEN)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(row -> json.readValue(row.get("minutes", String.class), MeetingRequest.class))
        .one()
        .switchIfEmpty(Mono.error(MeetingNotFound::new))
        .flatMap(
            minutes ->
                Mono.zip(
                    tasks.of(id),
                    approvals.of(id),
                    (allTasks, allApprovals) -> shown(id, minutes, allTasks, allApprovals)));
  }

  private static SteeringMeeting shown(
      UUID id,
      MeetingRequest minutes,
      List<List<SteeringTask>> tasksByDecision,
      List<SteeringApproval> approvals) {
    List<SteeringMeeting.Decision> decisions = new ArrayList<>();
    List<MeetingRequest.Resolution> made = decisionsOf(minutes);
    for (int i = 0; i < made.size(); i++) {
      int number = i;
      decisions.add(
          SteeringMeeting.Decision.of(
              made.get(i).textHe(),
              approvals.stream().filter(one -> one.decision() == number).toList(),
              i < tasksByDecision.size() ? tasksByDecision.get(i) : List.of()));
    }
    return new SteeringMeeting(
        id,
        minutes.unit(),
        minutes.seriesId(),
        minutes.committeeHe(),
        minutes.logos(),
        minutes.heldOn(),
        minutes.attendance(),
        Objects.requireNonNullElse(minutes.updates(), List.of()),
        decisions);
  }

  Mono<Page<SteeringMeeting>> of(Caller caller, PageRequest page) {
    return database
        .sql(
            "select id from steering_meeting as meeting where id > :after and "
                + SEEN
                + " order by id limit :limit")
        .bind("after", page.afterId())
        .bind("callerUnit", caller.unitPath())
        .bind("limit", page.limitPlusOne())
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList() // or a page would hold one connection while it waits for others
        .flatMapIterable(ids -> ids)
        .concatMap(id -> find(caller, id))
        .collectList()
        .map(meetings -> Page.of(meetings, page, meeting -> meeting.id().toString()));
  }

  Mono<List<BodyAttendance>> attendance(Caller caller, LocalDate from, LocalDate until) {
    return database
        .sql(
            """
            select attended ->> 'body' as body, count(*)::int as meetings,
                   sum((attended ->> 'seats')::int)::int as seats,
                   sum((attended ->> 'present')::int)::int as present
              from steering_meeting as meeting, jsonb_array_elements(minutes -> 'attendance') as attended
             where held_on between :from and :until and
            """
                + SEEN
                + " group by attended ->> 'body' order by body")
        .bind("from", from)
        .bind("until", until)
        .bind("callerUnit", caller.unitPath())
        .map(
            row ->
                new BodyAttendance(
                    row.get("body", String.class),
                    row.get("meetings", Integer.class),
                    row.get("seats", Integer.class),
                    row.get("present", Integer.class)))
        .all()
        .collectList();
  }
}
