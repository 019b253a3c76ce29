package org.retzef.family.familyimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * One member per row; the rows of a family follow one another and have the same {@code familyKey}.
 * The columns, in any order: {@code familyKey, unit, preferredLanguage, phone, street, city,
 * postcode} of the family, in its first row and in the others the same or empty; {@code givenName,
 * familyName, nationalId, birthDate, sex, relation} of the member. An empty cell is no value.
 */
final class CsvRows implements FamilyRows {

  private static final int LONGEST_FIELD = 16 * 1024;

  @Override
  public int forEach(InputStream file, Consumer<RawFamily> consumer) {
    int row = 1;
    try (Reader text = FamilyRows.text(file);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      CsvFamily family = new CsvFamily(header(records), consumer);
      int members = 0;
      while (records.hasNext()) {
        row++;
        CsvRecord record = records.next();
        if (!isEmpty(record)) {
          family.add(row, record);
          members++;
        }
      }
      family.finish();
      return members;
    } catch (CsvParseException malformed) {
      throw failureOf(malformed, row + 1);
    } catch (UncheckedIOException failed) {
      throw FamilyRows.failure(Objects.requireNonNull(failed.getCause()), row + 1);
    } catch (IOException failed) {
      throw FamilyRows.failure(failed, row + 1);
    }
  }

  private static List<String> header(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw new InvalidInput(Fault.of("", "csv-header-missing"));
    }
    List<String> columns = records.next().getFields().stream().map(String::strip).toList();
    List<Fault> faults =
        CsvFamily.REQUIRED_COLUMNS.stream()
            .filter(column -> !columns.contains(column))
            .map(column -> Fault.of(column, "required"))
            .toList();
    InvalidInput.ifAny(faults);
    // not which: a file without a header shows a person's data in its first row
    if (!CsvFamily.COLUMNS.containsAll(columns)
        || columns.stream().distinct().count() < columns.size()) {
      throw new InvalidInput(Fault.of("", "csv-column-unknown"));
    }
    return columns;
  }

  private static boolean isEmpty(CsvRecord record) {
    return record.getFields().stream().allMatch(String::isBlank);
  }

  private static RuntimeException failureOf(CsvParseException malformed, int row) {
    return malformed.getCause() instanceof IOException failed
        ? FamilyRows.failure(failed, row)
        : new UnreadableFile(row, "", "row-malformed");
  }
}
