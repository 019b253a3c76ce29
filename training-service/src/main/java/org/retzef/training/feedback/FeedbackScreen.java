package org.retzef.training.feedback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.training.followup.FollowUpLink;
import org.retzef.training.mail.MailLanguage;
import org.springframework.http.HttpStatus;

/**
 * What the page behind a link says.
 *
 * @param link null where the link leads nowhere
 * @param questions empty where nothing is asked
 */
record FeedbackScreen(Kind kind, @Nullable FollowUpLink link, List<Question> questions) {

  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  enum Kind {
    ASK(HttpStatus.OK),
    /** The questions again, after an answer that was none. */
    UNCLEAR(HttpStatus.BAD_REQUEST),
    THANKS(HttpStatus.OK),
    /** There was an answer before. */
    ALREADY(HttpStatus.CONFLICT),
    CLOSED(HttpStatus.GONE),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    FAILED(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Kind(HttpStatus status) {
      this.status = status;
    }

    HttpStatus status() {
      return status;
    }

    boolean asks() {
      return this == ASK || this == UNCLEAR;
    }
  }

  static FeedbackScreen without(Kind kind) {
    return new FeedbackScreen(kind, null, List.of());
  }

  /** The values of the template {@code feedback.html}: texts and lists of texts only. */
  Map<String, Object> model(String token, MailLanguage language) {
    ResourceBundle texts =
        ResourceBundle.getBundle("messages.feedback", language.locale(), NO_OTHER_LANGUAGE);
    Map<String, Object> model = new HashMap<>();
    model.put("language", language.code());
    model.put("direction", language.direction());
    model.put(
        "languages",
        Stream.of(MailLanguage.values())
            .map(other -> Map.of("code", other.code(), "name", other.ownName()))
            .toList());
    model.put(
        "texts", texts.keySet().stream().collect(Collectors.toMap(key -> key, texts::getString)));
    model.put("kind", kind.name());
    model.put(
        "questions",
        questions.stream()
            .map(
                question ->
                    Map.of(
                        "code", question.code(),
                        "kind", question.kind().name(),
                        "text", question.in(language)))
            .toList());
    if (link != null && link.hasDeck()) {
      model.put("deck", "/f/" + token + "/deck");
    }
    return model;
  }
}
