package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * One of the six stations of planning [S2]: current state, desired state, building the mix, needed
 * resources, setting priorities and deciding, implementation.
 *
 * @param note why it was skipped, or what else is to be said of it
 * @param entries what counts here: suggestions that were marked, and the authority's own
 * @param version 0 until somebody has saved it
 */
record Station(
    int number, Status status, @Nullable String note, List<Entry> entries, long version) {

  static final int COUNT = 6;
  static final int IMPLEMENTATION = 6;

  enum Status {
    OPEN,
    DONE,
    /** The guide helps and binds nobody; a note says why. */
    SKIPPED
  }

  enum Category {
    TOPICS,
    ACTIONS,
    PARTNERS,
    RISKS
  }

  /** Either a suggestion of the guide, which is marked by being here, or words of one's own. */
  record Entry(
      @NotNull Category category,
      @Nullable @Text(max = 40) String suggestion,
      @Nullable @Text(max = 300) String text) {

    boolean marks(Category of, String code) {
      return category == of && code.equals(suggestion);
    }
  }

  static Station open(int number) {
    return new Station(number, Status.OPEN, null, List.of(), 0);
  }

  static String field(int number) {
    return "stations[" + (number - 1) + "]";
  }

  boolean isOpen() {
    return status == Status.OPEN;
  }
}
