package org.retzef.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads a JSON body strictly and validates it in the same step, so that a client learns all faults
 * in one answer: wrong dates and unknown fields together with missing names. A bean, so that a
 * feature that takes a stream apart reads its parts as strictly.
 */
public final class RequestBodies extends JacksonJsonDecoder {

  /** Far above any command, far below what hurts; imports are streamed and do not come here. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_CHARACTERS = 32;

  private final Validator validator;

  RequestBodies(Iterable<SimpleModule> modules, Validator validator) {
    super(strictMapper(modules));
    this.validator = validator;
    setMaxInMemorySize(MAX_BYTES);
  }

  private static JsonMapper strictMapper(Iterable<SimpleModule> modules) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_CHARACTERS)
            .maxDocumentLength(MAX_BYTES)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(strictValues());
    modules.forEach(builder::addModule);
    return builder.build();
  }

  private static SimpleModule strictValues() {
    SimpleModule values = new SimpleModule();
    values.addDeserializer(String.class, new CleanText());
    values.addDeserializer(LocalDate.class, new CalendarDate());
    StrictScalar.addTo(values);
    return values;
  }

  @Override
  public Object decode(
      DataBuffer buffer,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    FaultCollector collector = new FaultCollector();
    Object body = read(buffer, type, collector);
    InvalidInput.ifAny(allFaults(collector.faults(), body));
    if (body == null) {
      throw new InvalidInput(Fault.of("", "required"));
    }
    return body;
  }

  /**
   * Reads one of many objects that come in a stream, by the same rules as a body.
   *
   * @throws InvalidInput with all faults of this one
   */
  @SuppressWarnings("unchecked") // the decoder was asked for this type
  public <T> T read(byte[] json, Class<T> type) {
    DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.wrap(json);
    return (T) decode(buffer, ResolvableType.forClass(type), null, null);
  }

  private @Nullable Object read(DataBuffer buffer, ResolvableType type, FaultCollector collector) {
    try (var bytes = buffer.asInputStream(true)) {
      JsonMapper mapper = getMapper();
      return mapper
          .readerFor(mapper.constructType(type.getType()))
          .withHandler(collector)
          .readValue(bytes);
    } catch (JacksonException malformed) {
      String field = FaultCollector.fieldOf(malformed);
      throw new InvalidInput(Fault.of(field, field.isEmpty() ? "body-malformed" : "value-invalid"));
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A field that could not be read is null now; that it is missing is no second fault. */
  private List<Fault> allFaults(List<Fault> unreadable, @Nullable Object body) {
    List<Fault> faults = new ArrayList<>(unreadable);
    Set<String> known = new HashSet<>();
    unreadable.forEach(fault -> known.add(fault.field()));
    if (body != null) {
      validator.validate(body).stream()
          .map(RequestBodies::faultOf)
          .filter(fault -> !known.contains(fault.field()))
          .forEach(faults::add);
    }
    return faults;
  }

  /** A constraint's message is its code, unless it is one of the standard ones. */
  private static Fault faultOf(ConstraintViolation<?> violation) {
    String template = violation.getMessageTemplate();
    String code =
        template.startsWith("{")
            ? STANDARD_CODES.getOrDefault(template, "value-invalid")
            : template;
    Object max = violation.getConstraintDescriptor().getAttributes().get("max");
    String field = violation.getPropertyPath().toString().replace(".<list element>", "");
    return max == null ? Fault.of(field, code) : Fault.of(field, code, max);
  }

  private static final Map<String, String> STANDARD_CODES = standardCodes();

  private static Map<String, String> standardCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String name : List.of("NotNull", "NotBlank", "NotEmpty")) {
      codes.put("{jakarta.validation.constraints." + name + ".message}", "required");
    }
    codes.put("{jakarta.validation.constraints.Size.message}", "size-invalid");
    return codes;
  }
}
