package org.retzef.platform.problem;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;

/** Notes what cannot be read and lets the reading go on with null in its place. */
final class FaultCollector extends DeserializationProblemHandler {

  private static final Pattern CODE = Pattern.compile("[a-z]+(-[a-z]+)+");

  /** What Jackson says of a text that is none of an enumeration's: the names that are. */
  private static final Pattern ALLOWED = Pattern.compile(".*for Enum class: \\[(.*)]");

  private static final int MAX_FAULTS = 100;

  private final List<Fault> faults = new ArrayList<>();

  List<Fault> faults() {
    return faults;
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      @Nullable ValueDeserializer<?> deserializer,
      Object bean,
      String property) {
    String object = fieldOf(objectBeingRead(context.getParser()).pathAsPointer());
    note(Fault.of(object.isEmpty() ? property : object + "." + property, "field-unknown"));
    parser.skipChildren();
    return true;
  }

  /**
   * A record's unknown fields are set aside and told once it is built: the parser that replays them
   * does not know where they stood, but the one that reads the body has just left their object, or
   * is still in it.
   */
  private static TokenStreamContext objectBeingRead(JsonParser body) {
    TokenStreamContext context = body.streamReadContext();
    if (body.currentToken() == JsonToken.END_OBJECT) {
      return context;
    }
    while (context.getParent() != null && !context.inObject()) {
      context = context.getParent();
    }
    return context.getParent() == null ? context : context.getParent();
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String message) {
    Matcher allowed = ALLOWED.matcher(message);
    if (allowed.matches()) {
      note(Fault.of(fieldOf(context.getParser()), codeFor(type), allowed.group(1)));
    } else {
      note(context.getParser(), CODE.matcher(message).matches() ? message : codeFor(type));
    }
    return null;
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, String message) {
    note(context.getParser(), CODE.matcher(message).matches() ? message : codeFor(type));
    return null;
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType type,
      JsonToken token,
      JsonParser parser,
      @Nullable String message) {
    note(parser, codeFor(type.getRawClass()));
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleInstantiationProblem(
      DeserializationContext context, Class<?> type, Object argument, Throwable failure) {
    note(context.getParser(), codeToldBy(failure, type));
    return null;
  }

  @Override
  public @Nullable Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator instantiator,
      JsonParser parser,
      @Nullable String message) {
    note(parser, codeFor(type));
    parser.skipChildren();
    return null;
  }

  /** A value type that refuses its text may name the code as its exception's message. */
  private static String codeToldBy(Throwable failure, Class<?> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException
          && cause.getMessage() != null
          && CODE.matcher(cause.getMessage()).matches()) {
        return cause.getMessage();
      }
    }
    return codeFor(type);
  }

  private void note(JsonParser parser, String code) {
    note(Fault.of(fieldOf(parser), code));
  }

  private void note(Fault fault) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(fault);
    }
  }

  private static String fieldOf(JsonParser parser) {
    return fieldOf(parser.streamReadContext().pathAsPointer());
  }

  private static String codeFor(Class<?> type) {
    if (Temporal.class.isAssignableFrom(type)) {
      return "date-invalid";
    }
    if (type == UUID.class) {
      return "id-invalid";
    }
    return type.isEnum() ? "value-unknown" : "value-invalid";
  }

  /** {@code /members/1/birthDate} as clients read it: {@code members[1].birthDate}. */
  private static String fieldOf(JsonPointer pointer) {
    StringBuilder field = new StringBuilder();
    for (JsonPointer part = pointer; !part.matches(); part = part.tail()) {
      if (part.mayMatchElement() && part.getMatchingIndex() >= 0) {
        field.append('[').append(part.getMatchingIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(part.getMatchingProperty());
      }
    }
    return field.toString();
  }

  static String fieldOf(JacksonException malformed) {
    if (!(malformed instanceof DatabindException)) {
      return "";
    }
    StringBuilder field = new StringBuilder();
    for (JacksonException.Reference part : malformed.getPath()) {
      if (part.getIndex() >= 0) {
        field.append('[').append(part.getIndex()).append(']');
      } else if (part.getPropertyName() != null) {
        field.append(field.isEmpty() ? "" : ".").append(part.getPropertyName());
      }
    }
    return field.toString();
  }
}
