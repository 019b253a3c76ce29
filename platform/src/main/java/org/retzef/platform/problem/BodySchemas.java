package org.retzef.platform.problem;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas of bodies say what the code says: a record's component is there unless it is
 * {@code @Nullable}, an enum has a name, {@link Text} has its length, a pattern is the whole
 * text's.
 */
@SuppressWarnings("rawtypes") // as the library speaks of schemas
final class BodySchemas extends ModelResolver {

  private static final RecordComponent[] NONE = {};

  static {
    enumsAsRef = true;
  }

  BodySchemas() {
    super(Json31.mapper(), new NestedNames());
    openapi31(true);
  }

  @Override
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
    Schema<?> schema = super.resolve(type, context, next);
    Schema<?> definition = schema == null ? null : definition(schema, context);
    if (definition != null && definition.getProperties() != null) {
      addNullness(_mapper.constructType(type.getType()).getRawClass(), definition);
    }
    return schema;
  }

  private static @Nullable Schema definition(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context
            .getDefinedModels()
            .get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
  }

  private static void addNullness(Class<?> described, Schema<?> schema) {
    Map<String, Schema> properties = schema.getProperties();
    RecordComponent[] components = described.isRecord() ? described.getRecordComponents() : NONE;
    for (RecordComponent component : components) {
      String name = component.getName();
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        properties.computeIfPresent(name, (_, property) -> orNull(property));
      } else if (properties.containsKey(name)) {
        addRequired(schema, name);
      }
    }
  }

  private static void addRequired(Schema<?> schema, String name) {
    if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
      schema.addRequiredItem(name);
    }
  }

  private static Schema orNull(Schema<?> schema) {
    if (schema.get$ref() != null) {
      return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
    }
    if (schema.getTypes() != null) {
      schema.addType("null");
    }
    return schema;
  }

  @Override
  protected boolean applyBeanValidatorAnnotations(
      Schema property, Annotation[] annotations, Schema parent, boolean applyNotNull) {
    boolean applied =
        super.applyBeanValidatorAnnotations(property, annotations, parent, applyNotNull);
    for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
      switch (annotation) {
        case Text text -> property.minLength(1).maxLength(text.max());
        case Pattern pattern -> property.pattern("^(" + pattern.regexp() + ")$");
        default -> {}
      }
    }
    return applied;
  }

  /** {@code Family.Member} is a FamilyMember: two records called Member would become one schema. */
  private static final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
      Class<?> outer = type.getEnclosingClass();
      return outer == null ? type.getSimpleName() : getNameOfClass(outer) + type.getSimpleName();
    }
  }
}
