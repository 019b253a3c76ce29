package org.retzef.training.feedback;

import java.time.Instant;
import java.util.List;
import org.retzef.training.followup.Stage;

/** What is asked behind a link. */
record AskedForm(
    Stage stage, int formVersion, Instant closesAt, boolean answered, List<Question> questions) {}
