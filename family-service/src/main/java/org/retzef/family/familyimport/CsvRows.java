package org.retzef.family.familyimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.retzef.family.rowimport.CsvTable;

/**
 * One member per row; the rows of a family follow one another and have the same {@code familyKey}.
 * The columns, in any order: {@code familyKey, unit, preferredLanguage, phone, street, city,
 * postcode} of the family, in its first row and in the others the same or empty; {@code givenName,
 * familyName, nationalId, birthDate, sex, relation} of the member; {@code track, startDate, status,
 * endDate, reason} of an enrolment of the family, beside a member or in a row of its own. An empty
 * cell is no value.
 */
final class CsvRows implements FamilyRows {

  @Override
  public int forEach(InputStream file, Consumer<RawFamily> consumer) {
    int row = 1;
    try (Reader text = FamilyRows.text(file);
        CsvTable table = new CsvTable(text, CsvFamily.COLUMNS, CsvFamily.REQUIRED_COLUMNS)) {
      CsvFamily family = new CsvFamily(consumer);
      int rows = 0;
      while (table.hasNext()) {
        row++;
        CsvTable.Cells cells = table.next();
        if (!cells.blank()) {
          family.add(row, cells);
          rows++;
        }
      }
      family.finish();
      return rows;
    } catch (CsvParseException malformed) {
      throw failureOf(malformed, row + 1);
    } catch (UncheckedIOException failed) {
      throw FamilyRows.failure(Objects.requireNonNull(failed.getCause()), row + 1);
    } catch (IOException failed) {
      throw FamilyRows.failure(failed, row + 1);
    }
  }

  private static RuntimeException failureOf(CsvParseException malformed, int row) {
    return malformed.getCause() instanceof IOException failed
        ? FamilyRows.failure(failed, row)
        : new UnreadableFile(row, "", "row-malformed");
  }
}
