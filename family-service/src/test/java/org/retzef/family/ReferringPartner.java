package org.retzef.family;

import java.time.LocalDate;
import java.time.ZoneId;
import org.retzef.platform.testing.Answers;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A partner organisation with an agreement, whose program refers people to departments. */
public record ReferringPartner(Desk program) {

  /**
   * @param code new, such as {@code NGO-1}
   */
  public static ReferringPartner agreed(WebTestClient http, String code) {
    return new ReferringPartner(Desk.agreedPartner(http, code, "referrals:write"));
  }

  /** Answers the referral's id. */
  public String refers(String department, String reference) {
    return Answers.id(
        program.post(
            "/partner/referrals",
            """
            {"reference": "%s", "unit": "%s", "reason": "RIGHTS",
             "person": {"givenName": "דנה", "familyName": "לדוגמה", "phone": "050-1234567",
                        "preferredLanguage": "he"},
             "consent": {"how": "SIGNED_FORM", "givenOn": "%s"}}
            """
                .formatted(reference, department, LocalDate.now(ZoneId.of("Asia/Jerusalem")))));
  }
}
