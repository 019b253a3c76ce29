package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What all reports together make of each type of event; several may read the same. */
public final class Reading {

  /**
   * An event.
   *
   * @param event its id
   * @param day in Jerusalem, on which it happened at its source
   */
  public record Told<T>(UUID event, LocalDate day, T data) {}

  /** Keeps rows of a report's own, in the transaction that folds the event. */
  @FunctionalInterface
  public interface Keeping<T> {
    Mono<Void> keep(int edition, T data);
  }

  private final JsonMapper json;
  private final Map<String, List<Function<Told<JsonNode>, List<Change>>>> meanings =
      new TreeMap<>();
  private final Map<String, List<Keeping<JsonNode>>> keepings = new TreeMap<>();

  Reading(JsonMapper json, List<Projection> projections) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    projections.forEach(projection -> projection.read(this));
  }

  /**
   * @param type without {@code org.retzef.} and {@code .v1}
   * @param data the report's own record of the fields that it needs
   */
  public <T> Reading on(String type, Class<T> data, Function<Told<T>, List<Change>> meaning) {
    meanings
        .computeIfAbsent(type(type), _ -> new ArrayList<>())
        .add(
            told ->
                meaning.apply(
                    new Told<>(told.event(), told.day(), json.treeToValue(told.data(), data))));
    return this;
  }

  /** The same, for what is more than facts. */
  public <T> Reading keep(String type, Class<T> data, Keeping<T> keeping) {
    keepings
        .computeIfAbsent(type(type), _ -> new ArrayList<>())
        .add((edition, event) -> keeping.keep(edition, json.treeToValue(event, data)));
    return this;
  }

  static String type(String name) {
    return "org.retzef." + name + ".v1";
  }

  Set<String> types() {
    Set<String> types = new TreeSet<>(meanings.keySet());
    types.addAll(keepings.keySet());
    return types;
  }

  List<Change> changes(String type, Told<JsonNode> told) {
    List<Change> changes = new ArrayList<>();
    meanings.getOrDefault(type, List.of()).forEach(one -> changes.addAll(one.apply(told)));
    return changes;
  }

  boolean keeps(String type) {
    return keepings.containsKey(type);
  }

  Mono<Void> keep(String type, int edition, JsonNode event) {
    return Flux.fromIterable(keepings.getOrDefault(type, List.of()))
        .concatMap(one -> one.keep(edition, event))
        .then();
  }
}
