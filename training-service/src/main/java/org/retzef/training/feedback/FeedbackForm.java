package org.retzef.training.feedback;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.training.followup.Stage;

/** A form, in one of its versions. */
record FeedbackForm(
    UUID id,
    Stage stage,
    int version,
    LocalDate validFrom,
    int openDays,
    List<Question> questions) {}
