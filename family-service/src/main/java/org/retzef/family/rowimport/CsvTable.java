package org.retzef.family.rowimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** The rows of a CSV file below its header. An empty cell is no value. */
public final class CsvTable implements Closeable, Iterator<CsvTable.Cells> {

  private static final int LONGEST_FIELD = 16 * 1024;

  private final CsvReader<CsvRecord> csv;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;

  /**
   * @param known columns, in any order
   * @param required those that the file must have
   * @throws InvalidInput where the header is not made of these
   * @throws CsvParseException where the text is no CSV, as reading on does
   */
  public CsvTable(Reader text, Collection<String> known, Collection<String> required) {
    this.csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_FIELD)
            .ofCsvRecord(text);
    this.records = csv.iterator();
    this.columns = header(known, required);
  }

  /**
   * A row.
   *
   * @param values by column, without the empty ones
   * @param blank whether it says nothing at all
   * @param whole whether it has as many cells as the header
   */
  public record Cells(Map<String, String> values, boolean blank, boolean whole) {

    @Override
    public String toString() {
      return "Cells";
    }
  }

  private List<String> header(Collection<String> known, Collection<String> required) {
    if (!records.hasNext()) {
      throw new InvalidInput(Fault.of("", "csv-header-missing"));
    }
    List<String> found = records.next().getFields().stream().map(String::strip).toList();
    InvalidInput.ifAny(
        required.stream()
            .filter(column -> !found.contains(column))
            .map(column -> Fault.of(column, "required"))
            .toList());
    // not which: a file without a header shows a person's data in its first row
    if (!known.containsAll(found) || found.stream().distinct().count() < found.size()) {
      throw new InvalidInput(Fault.of("", "csv-column-unknown"));
    }
    return found;
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public Cells next() {
    List<String> fields = records.next().getFields();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), fields.size()); i++) {
      if (!fields.get(i).isBlank()) {
        values.put(columns.get(i), fields.get(i));
      }
    }
    boolean blank = fields.stream().allMatch(String::isBlank);
    return new Cells(values, blank, fields.size() == columns.size());
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
