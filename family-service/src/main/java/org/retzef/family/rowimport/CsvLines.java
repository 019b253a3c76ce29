package org.retzef.family.rowimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file as the lines of JSON that say the same. */
final class CsvLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CsvLines() {}

  /**
   * @param columns what a row may have; {@code person.phone} stands inside of {@code person}
   * @param faults grows by those rows that have other cells than the header, which are no lines
   * @throws InvalidInput where it is no such file
   */
  static List<Line> of(String file, List<String> columns, List<RowFault> faults) {
    List<Line> lines = new ArrayList<>();
    int row = 1;
    try (CsvTable table = new CsvTable(new StringReader(file), columns, List.of())) {
      while (table.hasNext()) {
        row++;
        CsvTable.Cells cells = table.next();
        if (!cells.whole() && !cells.blank()) {
          faults.add(new RowFault(row, "", "row-malformed"));
        } else if (!cells.blank()) {
          lines.add(new Line(row, JSON.writeValueAsString(object(cells.values()))));
        }
      }
      return lines;
    } catch (CsvParseException malformed) {
      throw new InvalidInput(Fault.of("", "csv-malformed"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ObjectNode object(Map<String, String> values) {
    ObjectNode object = JSON.createObjectNode();
    values.forEach(
        (column, value) -> {
          int dot = column.indexOf('.');
          ObjectNode holder =
              dot < 0 ? object : object.withObjectProperty(column.substring(0, dot));
          holder.put(column.substring(dot + 1), value);
        });
    return object;
  }
}
