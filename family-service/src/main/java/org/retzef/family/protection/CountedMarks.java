package org.retzef.family.protection;

import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * By which people who counted as one member of a family still count as one, when nothing leads to
 * the member any more.
 */
@Component
public class CountedMarks {

  private final BlindMarks marks;

  CountedMarks(BlindMarks marks) {
    this.marks = marks;
  }

  public long of(UUID member) {
    return marks.of("counted-member", member.toString());
  }
}
