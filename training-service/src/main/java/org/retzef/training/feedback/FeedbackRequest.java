package org.retzef.training.feedback;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.retzef.platform.problem.Text;

/** Answers to some or all questions of a form. */
record FeedbackRequest(@NotNull @Size(min = 1, max = 20) List<@NotNull @Valid Answer> answers) {

  /**
   * @param value {@code YES}, {@code NO}, or a number
   */
  record Answer(@NotNull @Text(max = 40) String question, @NotNull @Text(max = 10) String value) {}
}
