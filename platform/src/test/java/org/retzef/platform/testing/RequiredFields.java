package org.retzef.platform.testing;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * The fields of all bodies that a service takes. Where one may be missing, its type says so
 * ({@code @Nullable}); where it must not, the validator has to ask for it. Written behind a
 * qualifier ({@code Visit.@NotNull Kind kind}), the annotation is one of the type, and the
 * validator does not see it: whoever leaves the field out then meets a failure of ours.
 */
public final class RequiredFields {

  private final ApplicationContext service;

  public RequiredFields(ApplicationContext service) {
    this.service = service;
  }

  /** Those that must be there and are not asked for, as {@code RecordVisitRequest.kind}. */
  public List<String> notAskedFor() {
    List<String> found = new ArrayList<>();
    Set<Class<?>> seen = new HashSet<>();
    bodies().forEach(body -> collect(body, seen, found));
    if (seen.isEmpty()) {
      found.add("no body is a record, so nothing was looked at");
    }
    return found;
  }

  private Stream<Class<?>> bodies() {
    return service
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .values()
        .stream()
        .flatMap(handler -> Stream.of(handler.getMethodParameters()))
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .map(MethodParameter::getParameterType);
  }

  private static void collect(Class<?> type, Set<Class<?>> seen, List<String> found) {
    if (!type.isRecord()
        || !type.getName().startsWith("org.retzef.")
        || isWrittenAsText(type)
        || !seen.add(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (!isAskedFor(type, component)) {
        found.add(type.getSimpleName() + "." + component.getName());
      }
      within(component.getAnnotatedType()).forEach(inner -> collect(inner, seen, found));
    }
  }

  /** A unit's path, an amount, a phone number: one value, and no object with fields. */
  private static boolean isWrittenAsText(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }

  private static boolean isAskedFor(Class<?> type, RecordComponent component) {
    if (component.getType().isPrimitive()
        || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return true;
    }
    try {
      Field field = type.getDeclaredField(component.getName());
      return field.isAnnotationPresent(NotNull.class)
          || field.isAnnotationPresent(NotEmpty.class)
          || field.isAnnotationPresent(NotBlank.class);
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The type itself, and what a list or map of it holds. */
  private static Stream<Class<?>> within(AnnotatedType annotated) {
    Type type = annotated.getType();
    Stream<Class<?>> own = type instanceof Class<?> plain ? Stream.of(plain) : Stream.empty();
    return annotated instanceof AnnotatedParameterizedType parameterized
        ? Stream.concat(
            own,
            Stream.of(parameterized.getAnnotatedActualTypeArguments())
                .flatMap(RequiredFields::within))
        : own;
  }
}
