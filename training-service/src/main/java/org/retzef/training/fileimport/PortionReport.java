package org.retzef.training.fileimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of the rows of a portion. */
public final class PortionReport {

  private long done;
  private long repeated;
  private final List<RowFault> faults = new ArrayList<>();

  /** Reads rows; those that are refused stand in the report. */
  public <T> List<T> read(List<FileRow> rows, Function<FileRow, T> reader) {
    return rows.stream().flatMap(row -> read(row, reader).stream()).toList();
  }

  private <T> Optional<T> read(FileRow row, Function<FileRow, T> reader) {
    T read = reader.apply(row);
    faults.addAll(row.faults());
    return row.faults().isEmpty() ? Optional.of(read) : Optional.empty();
  }

  public void refuse(long row, String field, String code) {
    faults.add(new RowFault(row, field, code));
  }

  public PortionReport count(long doneNow, long repeatedNow) {
    done += doneNow;
    repeated += repeatedNow;
    return this;
  }

  long done() {
    return done;
  }

  long repeated() {
    return repeated;
  }

  /** Rows, however much is wrong with one. */
  long refused() {
    return faults.stream().mapToLong(RowFault::row).distinct().count();
  }

  List<RowFault> faults() {
    return faults;
  }
}
