package org.retzef.family.programme;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Programmes, tracks and plans in the database. The first two are few and change with the law. */
@Repository
public class Programmes {

  private final DatabaseClient database;

  Programmes(DatabaseClient database) {
    this.database = database;
  }

  Flux<Programme> programmes() {
    return database
        .sql("select code, name_he, name_en, kind from programme order by code")
        .map(
            row ->
                new Programme(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    row.get("name_en", String.class),
                    Programme.Kind.valueOf(row.get("kind", String.class))))
        .all();
  }

  public Mono<Boolean> exists(String programme) {
    return database
        .sql("select exists (select from programme where code = :code) as found")
        .bind("code", programme)
        .map(row -> row.get("found", Boolean.class))
        .one();
  }

  /** Fails with {@link ProgrammeNotFound}. */
  public Mono<Void> require(String programme) {
    return exists(programme)
        .filter(Boolean::booleanValue)
        .switchIfEmpty(Mono.error(ProgrammeNotFound::new))
        .then();
  }

  /** All tracks. */
  public Flux<Track> tracks() {
    return database
        .sql("select code, programme, name_he, name_en from track order by code")
        .map(Programmes::readTrack)
        .all();
  }

  /** The track of this code, or nothing. */
  public Mono<Track> track(String code) {
    return database
        .sql("select code, programme, name_he, name_en from track where code = :code")
        .bind("code", code)
        .map(Programmes::readTrack)
        .one();
  }

  /** Fails with {@link TrackNotFound}. */
  public Mono<Track> requireTrack(String code) {
    return track(code).switchIfEmpty(Mono.error(TrackNotFound::new));
  }

  private static Track readTrack(Readable row) {
    return new Track(
        row.get("code", String.class),
        row.get("programme", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class));
  }

  /**
   * Whether nothing was loaded yet. Waits for another copy of the service that is loading at this
   * moment; a statement sees only what was committed before it, so the question is one of its own.
   */
  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('programme'))")
        .then()
        .then(
            database
                .sql("select not exists (select from programme) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  Mono<Void> insertProgrammes(List<Programme> programmes) {
    return database
        .sql(
            """
            insert into programme (code, name_he, name_en, kind)
            select * from unnest(:codes::text[], :namesHe::text[], :namesEn::text[],
                                 :kinds::text[])
            """)
        .bind("codes", programmes.stream().map(Programme::code).toArray(String[]::new))
        .bind("namesHe", programmes.stream().map(Programme::nameHe).toArray(String[]::new))
        .bind("namesEn", programmes.stream().map(Programme::nameEn).toArray(String[]::new))
        .bind("kinds", programmes.stream().map(p -> p.kind().name()).toArray(String[]::new))
        .then();
  }

  Mono<Void> insertTracks(List<Track> tracks) {
    return database
        .sql(
            """
            insert into track (code, programme, name_he, name_en)
            select * from unnest(:codes::text[], :programmes::text[],
                                 :namesHe::text[], :namesEn::text[])
            """)
        .bind("codes", tracks.stream().map(Track::code).toArray(String[]::new))
        .bind("programmes", tracks.stream().map(Track::programme).toArray(String[]::new))
        .bind("namesHe", tracks.stream().map(Track::nameHe).toArray(String[]::new))
        .bind("namesEn", tracks.stream().map(Track::nameEn).toArray(String[]::new))
        .then();
  }

  /** What is told of a track in each language, Hebrew first; empty where there is no such track. */
  Mono<TrackDescription> description(String code) {
    return database
        .sql(
            """
            select code, programme, name_he, name_en, source, confirmed,
                   language, target_group, goals, uniqueness
              from track
              left join track_description on track = code
             where code = :code
             order by language <> 'he', language
            """)
        .bind("code", code)
        .map(
            row ->
                new TrackDescription(
                    readTrack(row),
                    row.get("source", String.class),
                    row.get("confirmed", Boolean.class),
                    row.get("language", String.class) == null
                        ? List.of()
                        : List.of(readWords(row))))
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty())
        .map(
            rows ->
                new TrackDescription(
                    rows.getFirst().track(),
                    rows.getFirst().source(),
                    rows.getFirst().confirmed(),
                    rows.stream().flatMap(row -> row.descriptions().stream()).toList()));
  }

  private static TrackDescription.Words readWords(Readable row) {
    return new TrackDescription.Words(
        row.get("language", String.class),
        row.get("target_group", String.class),
        row.get("goals", String.class),
        row.get("uniqueness", String.class));
  }

  Mono<Boolean> hasNoDescription() {
    return database
        .sql("select not exists (select from track_description) as empty")
        .map(row -> row.get("empty", Boolean.class))
        .one();
  }

  Mono<Void> insertDescription(TrackDescriptionFile.Description description) {
    var words = description.words();
    return database
        .sql("update track set source = :source, confirmed = :confirmed where code = :track")
        .bind("source", description.source())
        .bind("confirmed", description.confirmed())
        .bind("track", description.track())
        .then()
        .then(
            database
                .sql(
                    """
                    insert into track_description
                      (track, language, target_group, goals, uniqueness)
                    select :track, * from unnest(:languages::text[], :targetGroups::text[],
                                                 :goals::text[], :uniqueness::text[])
                    """)
                .bind("track", description.track())
                .bind("languages", texts(words, TrackDescription.Words::language))
                .bind("targetGroups", texts(words, TrackDescription.Words::targetGroup))
                .bind("goals", texts(words, TrackDescription.Words::goals))
                .bind("uniqueness", texts(words, TrackDescription.Words::uniqueness))
                .then());
  }

  private static String[] texts(
      List<TrackDescription.Words> words, Function<TrackDescription.Words, String> text) {
    return words.stream().map(text).toArray(String[]::new);
  }
}
