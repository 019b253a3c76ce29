package org.retzef.family.questionnaire;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Language;
import org.retzef.platform.problem.Text;

/**
 * @param target who answers, where it is known who is asked: the id of a family or service user. A
 *     worker answers for itself, and leaves it out. It is not kept with the answers.
 * @param language in which it was answered
 */
record ResponseRequest(
    @NotNull UUID distributionId,
    @Nullable @Text(max = 200) String target,
    @NotNull Language language,
    @NotNull Map<String, Object> answers) {

  @Override
  public String toString() {
    return "ResponseRequest";
  }
}
