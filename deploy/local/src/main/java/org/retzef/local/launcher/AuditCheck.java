package org.retzef.local.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;

/**
 * Has family-service walk through the whole chain of its audit log, as an auditor, and says what it
 * found: whether each line is as it was sealed, up to which hash, or where it breaks.
 */
record AuditCheck(Settings settings) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Pattern INTACT =
      Pattern.compile("\"intact\":true,\"lines\":(\\d+),\"head\":\"(\\w+)\",\"unsealed\":(\\d+)");
  private static final Pattern BROKEN =
      Pattern.compile("\"position\":(\\d+),.*\"fault\":\"(\\w+)\"");

  /** Whether it is unbroken. */
  boolean print() {
    String found = verification();
    Matcher intact = INTACT.matcher(found);
    if (intact.find()) {
      Screen.say(
          "The audit log is unbroken: %s lines, up to the hash %s; %s wait to be sealed."
              .formatted(intact.group(1), intact.group(2), intact.group(3)));
      return true;
    }
    Matcher broken = BROKEN.matcher(found);
    if (!broken.find()) {
      throw Sentence.failed("This is no verification: " + found);
    }
    Screen.complain(
        "The audit log is broken at line %s of the chain: %s."
            .formatted(broken.group(1), broken.group(2)));
    return false;
  }

  private String verification() {
    String token = new Tokens(settings).forLogin("auditor");
    var request =
        HttpRequest.newBuilder(
                URI.create(settings.url(Port.GATEWAY) + "/api/v1/audit/verification"))
            .header("Authorization", "Bearer " + token)
            .timeout(LONGEST)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw Sentence.failed("The audit log was not verified: " + answer.body());
      }
      return answer.body();
    } catch (IOException _) {
      throw Sentence.failed("The gateway does not answer; is it up? (./retzef status)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentence.failed("Interrupted.");
    }
  }
}
