package org.retzef.training.mail;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.retzef.platform.problem.Text;

/**
 * What a mail server said later of a mail that it had taken.
 *
 * @param messageId of the mail that came back
 * @param status as in RFC 3463; what begins with 5 is for good
 */
record Bounce(
    @NotNull @Text(max = 320) String messageId,
    @NotNull @Pattern(regexp = "[245]\\.[0-9]{1,3}\\.[0-9]{1,3}", message = "bounce-status-invalid")
        String status) {

  boolean isForGood() {
    return status.startsWith("5");
  }
}
