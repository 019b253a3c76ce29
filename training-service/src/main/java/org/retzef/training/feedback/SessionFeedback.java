package org.retzef.training.feedback;

import java.util.List;
import java.util.UUID;
import org.retzef.training.followup.Stage;
import org.retzef.training.smallcell.CountTable;

/** What a session's follow-ups have brought, question by question. */
record SessionFeedback(UUID sessionId, List<Counted> questions) {

  /**
   * @param departments the people who gave each answer; the last row and the last column are totals
   */
  record Counted(Stage stage, String question, List<CountTable.Row> departments) {}
}
