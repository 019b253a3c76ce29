package org.retzef.family.familyimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.retzef.family.rowimport.CsvTable;
import org.retzef.family.rowimport.RowFault;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the rows of one family after the other. */
final class CsvFamily {

  private static final List<String> OF_FAMILY =
      List.of("familyKey", "unit", "preferredLanguage", "phone");
  private static final List<String> OF_ADDRESS = List.of("street", "city", "postcode");
  private static final List<String> OF_MEMBER =
      List.of("givenName", "familyName", "nationalId", "birthDate", "sex", "relation");
  private static final List<String> OF_ENROLMENT =
      List.of("track", "startDate", "status", "endDate", "reason");

  static final Set<String> REQUIRED_COLUMNS =
      Stream.of(OF_FAMILY, OF_ADDRESS, OF_MEMBER)
          .flatMap(List::stream)
          .filter(column -> !Set.of("postcode", "nationalId").contains(column))
          .collect(Collectors.toUnmodifiableSet());

  static final Set<String> COLUMNS =
      Stream.of(OF_FAMILY, OF_ADDRESS, OF_MEMBER, OF_ENROLMENT)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** One more than a household may have, or a family enrolments: enough for the fault to show. */
  private static final int MOST_MEMBERS = 41;

  private static final int MOST_ENROLMENTS = 21;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Consumer<RawFamily> consumer;

  private int firstRow; // 0 before the first family, and between two
  private Map<String, String> first = Map.of();
  private Part members = new Part(MOST_MEMBERS);
  private Part enrolments = new Part(MOST_ENROLMENTS);
  private List<RowFault> faults = new ArrayList<>();

  CsvFamily(Consumer<RawFamily> consumer) {
    this.consumer = consumer;
  }

  /** What of a family there are several of, and in which rows. */
  private static final class Part {

    private final int most;
    private final ArrayNode objects = JSON.createArrayNode();
    private final List<Integer> rows = new ArrayList<>();

    Part(int most) {
      this.most = most;
    }

    void add(int row, ObjectNode object) {
      if (rows.size() < most) {
        rows.add(row);
        objects.add(object);
      }
    }
  }

  void add(int row, CsvTable.Cells record) {
    Map<String, String> cells = record.values();
    String key = cells.getOrDefault("familyKey", "");
    if (firstRow == 0 || key.isEmpty() || !key.equals(first.get("familyKey"))) {
      finish();
      first = cells;
      firstRow = row;
    } else {
      addDifferences(row, cells);
    }
    if (!record.whole()) {
      faults.add(new RowFault(row, "", "row-malformed"));
    }
    boolean ofEnrolment = OF_ENROLMENT.stream().anyMatch(cells::containsKey);
    if (ofEnrolment) {
      enrolments.add(row, object(cells, OF_ENROLMENT));
    }
    if (!ofEnrolment || OF_MEMBER.stream().anyMatch(cells::containsKey)) {
      members.add(row, object(cells, OF_MEMBER));
    }
  }

  /** Gives the family whose last row was read, if there is one. */
  void finish() {
    if (firstRow == 0) {
      return;
    }
    ObjectNode family = object(first, OF_FAMILY);
    family.set("address", object(first, OF_ADDRESS));
    family.set("members", members.objects);
    family.set("enrolments", enrolments.objects);
    consumer.accept(
        new RawFamily(
            firstRow, members.rows, enrolments.rows, JSON.writeValueAsBytes(family), faults));
    firstRow = 0;
    members = new Part(MOST_MEMBERS);
    enrolments = new Part(MOST_ENROLMENTS);
    faults = new ArrayList<>();
  }

  private void addDifferences(int row, Map<String, String> cells) {
    for (String column : cells.keySet()) {
      boolean ofFamily = OF_FAMILY.contains(column) || OF_ADDRESS.contains(column);
      if (ofFamily && !cells.get(column).equals(first.get(column))) {
        faults.add(new RowFault(row, column, "value-differs-in-family"));
      }
    }
  }

  private static ObjectNode object(Map<String, String> cells, List<String> fields) {
    ObjectNode object = JSON.createObjectNode();
    for (String field : fields) {
      String cell = cells.get(field);
      if (cell != null) {
        object.put(field, cell);
      }
    }
    return object;
  }
}
