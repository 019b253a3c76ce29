package org.retzef.platform.problem;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * {@code FamilyController.register} is familyRegister, of the group Family, which is described by
 * the controller's Javadoc. Paths stand in the order of the alphabet, so that two documents can be
 * compared.
 */
final class OperationGroups implements OperationCustomizer, OpenApiCustomizer {

  private final Optional<JavadocProvider> javadoc;
  private final Map<String, String> groups = new ConcurrentSkipListMap<>();

  OperationGroups(Optional<JavadocProvider> javadoc) {
    this.javadoc = javadoc;
  }

  /** Javadoc of a single sentence is a summary, and need not be the description as well. */
  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    String group = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
    groups.computeIfAbsent(group, _ -> describe(handler.getBeanType()));
    operation.setTags(List.of(group));
    String name = StringUtils.capitalize(handler.getMethod().getName());
    operation.setOperationId(StringUtils.uncapitalize(group) + name);
    if (Objects.equals(operation.getSummary(), operation.getDescription())) {
      operation.setDescription(null);
    }
    return operation;
  }

  private String describe(Class<?> controller) {
    return javadoc.map(words -> words.getClassJavadoc(controller)).orElse("");
  }

  @Override
  public void customise(OpenAPI document) {
    groups.forEach(
        (name, description) ->
            document.addTagsItem(
                new Tag().name(name).description(description.isBlank() ? null : description)));
    Paths inOrder = new Paths();
    new TreeMap<>(document.getPaths()).forEach(inOrder::addPathItem);
    document.setPaths(inOrder);
  }
}
