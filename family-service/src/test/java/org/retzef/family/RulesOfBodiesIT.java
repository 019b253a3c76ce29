package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Text;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every field of every body has a rule; a new one without fails here. */
@RetzefIT
class RulesOfBodiesIT {

  /** Looked at beside others, each stricter than this. */
  private static final Set<String> OWN_EARLIEST =
      Set.of(
          "ChangeDuplicateRules.validFrom",
          "CriterionRequest.from",
          "DeclareOverlayRequest.from",
          "DeclareOverlayRequest.to",
          "DraftPlanRequest.reviewOn",
          "EndOverlayRequest.to",
          "EndTermRequest.until",
          "EnrolRequest.startDate",
          "GoalRequest.dueOn",
          "LeaveCentreRequest.leftOn",
          "LogContactRequest.happenedOn",
          "ProposeConversionRequest.from",
          "PublishFormRequest.inForceFrom",
          "PublishTrackPlanRequest.from",
          "PublishTrackPlanRequest.publishedOn",
          "PublishTrackPlanRequest.until",
          "RecordActivityRequest.heldOn",
          "RecordAssessmentRequest.assessedOn",
          "ReviewDayRequest.reviewOn",
          "TermRequest.from",
          "TermRequest.until");

  /** Not before the day on which it began. */
  private static final Set<String> AN_END =
      Set.of(
          "AgreementRequest.validUntil",
          "ChangeUnitRequest.closedOn",
          "EndLocalityRequest.until",
          "EndRequest.validUntil",
          "GiveConsentRequest.validUntil");

  /** What the ministry says of its units, which are older than this system. */
  private static final Set<String> OF_THE_TREE =
      Set.of(
          "AssignOperatorRequest.from",
          "ChangeUnitRequest.openedOn",
          "CreateUnitRequest.openedOn",
          "ServeLocalityRequest.from");

  /** Read by what knows its form. */
  private static final Map<String, String> OWN_RULE =
      Map.of(
          "SetWebhookRequest.url", "an address: WebhookAddressTest",
          "Indicator.options", "answers of the field: FormDefinitionTest",
          "FormField.min", "by the field's kind: FormDefinitionTest",
          "FormField.max", "the same",
          "ChangeDuplicateRules.rules", "each rule once: DuplicateFlowIT",
          "BridgeRequest.committeeKey", "a key: BridgeIT",
          "MergeRequest.mergedVersion", "compared with the version that there is",
          "ResponseRequest.answers", "the form's own fields: FormDefinitionTest",
          "RecordAssessmentRequest.answers", "the same");

  @Autowired private ApplicationContext service;

  private final Set<Class<?>> bodies = new HashSet<>();

  @BeforeEach
  void readTheBodies() {
    service
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .values()
        .stream()
        .flatMap(handler -> Stream.of(handler.getMethodParameters()))
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .map(MethodParameter::getParameterType)
        .forEach(this::collect);
    assertThat(bodies).hasSizeGreaterThan(50);
  }

  private void collect(Class<?> type) {
    if (!type.isRecord()
        || !type.getName().startsWith("org.retzef.")
        || isWrittenAsText(type)
        || !bodies.add(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      within(component.getAnnotatedType()).forEach(inner -> collect((Class<?>) inner.getType()));
    }
  }

  /** A unit's path, an id number: one value, with a rule of its own. */
  private static boolean isWrittenAsText(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }

  /** The classes in a type: itself, and what a list of it holds. */
  private static Stream<AnnotatedType> within(AnnotatedType annotated) {
    return annotated instanceof AnnotatedParameterizedType parameterized
        ? Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
            .flatMap(RulesOfBodiesIT::within)
        : annotated.getType() instanceof Class<?> ? Stream.of(annotated) : Stream.empty();
  }

  /** Whoever types 0226 for 2026 is told so. */
  @Test
  void everyDayHasAnEarliest() {
    Set<String> known = new TreeSet<>(OWN_EARLIEST);
    known.addAll(AN_END);
    known.addAll(OF_THE_TREE);
    assertThat(without(LocalDate.class::equals, List.of(NotBefore1900.class, Future.class)))
        .containsExactlyElementsOf(known);
  }

  @Test
  void everyTextHasALengthOrAForm() {
    Set<String> without = without(String.class::equals, List.of(Text.class, Pattern.class));
    for (Class<?> body : bodies) {
      for (RecordComponent component : body.getRecordComponents()) {
        if (component.getAnnotatedType() instanceof AnnotatedParameterizedType
            && within(component.getAnnotatedType())
                .filter(inner -> inner.getType() == String.class)
                .anyMatch(inner -> !hasOneOf(inner, List.of(Text.class, Pattern.class)))) {
          without.add(name(body, component));
        }
      }
    }
    assertHaveTheirOwn(without);
  }

  @Test
  void everyNumberHasALeastAndAMost() {
    Predicate<Class<?>> isNumber = type -> Number.class.isAssignableFrom(type) || type == int.class;
    Set<String> without = without(isNumber, List.of(Min.class));
    without.addAll(without(isNumber, List.of(Max.class)));
    assertHaveTheirOwn(without);
  }

  @Test
  void everyListHasAMost() {
    assertHaveTheirOwn(
        without(
            type -> Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type),
            List.of(Size.class)));
  }

  private static void assertHaveTheirOwn(Set<String> without) {
    assertThat(without).isSubsetOf(OWN_RULE.keySet());
  }

  private Set<String> without(Predicate<Class<?>> ofType, List<Class<? extends Annotation>> oneOf) {
    Set<String> without = new TreeSet<>();
    for (Class<?> body : bodies) {
      for (RecordComponent component : body.getRecordComponents()) {
        if (ofType.test(component.getType()) && !hasOneOf(fieldOf(body, component), oneOf)) {
          without.add(name(body, component));
        }
      }
    }
    return without;
  }

  private static boolean hasOneOf(
      AnnotatedElement annotated, List<Class<? extends Annotation>> oneOf) {
    return oneOf.stream().anyMatch(annotated::isAnnotationPresent);
  }

  private static String name(Class<?> body, RecordComponent component) {
    return body.getSimpleName() + "." + component.getName();
  }

  private static Field fieldOf(Class<?> body, RecordComponent component) {
    try {
      return body.getDeclaredField(component.getName());
    } catch (NoSuchFieldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
