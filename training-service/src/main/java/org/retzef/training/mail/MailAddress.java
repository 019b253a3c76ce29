package org.retzef.training.mail;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Where a trainee gets mails.
 *
 * @param mail as mail servers take it; only the trainee sees it
 */
record MailAddress(
    @NotNull
        @Size(max = 254, message = "mail-address-invalid")
        @Pattern(
            regexp = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*",
            message = "mail-address-invalid")
        String mail,
    @NotNull MailLanguage language) {

  @Override
  public String toString() {
    return "MailAddress";
  }
}
