package org.retzef.basket.many;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Refusal;

/**
 * What came of a call's rows, in their order. It repeats no free text, because answers are kept for
 * a day.
 */
public record RowsDone(int done, int refused, List<Row> rows) {

  static RowsDone of(List<Row> rows) {
    int refused = (int) rows.stream().filter(row -> row.code() != null).count();
    return new RowsDone(rows.size() - refused, refused, rows);
  }

  /**
   * What came of a row.
   *
   * @param row counted from 0, as in the call
   * @param id of what was made or changed; null if the row was refused
   * @param status of its request
   * @param version to name in what is done to it next
   * @param code why it was refused; null if it was done
   * @param faults of its fields
   */
  public record Row(
      int row,
      @Nullable UUID id,
      @Nullable String status,
      @Nullable Long version,
      @Nullable String code,
      List<RowFault> faults) {

    static Row refused(int row, Refusal refusal) {
      List<Fault> faults = refusal instanceof InvalidInput invalid ? invalid.faults() : List.of();
      return new Row(
          row,
          null,
          null,
          null,
          refusal.code(),
          faults.stream().map(fault -> new RowFault(fault.field(), fault.code())).toList());
    }

    static Row done(int row, Done done) {
      return new Row(row, done.id(), done.status(), done.version(), null, List.of());
    }
  }

  public record RowFault(String field, String code) {}

  /** What a row's command has made or changed. */
  public record Done(UUID id, String status, long version) {}
}
