package org.retzef.platform.paging;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** Tells in the OpenAPI document how a list is read page by page. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OperationCustomizer.class)
class PagingDocumentation {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageRequest.class);
  }

  @Bean
  OperationCustomizer pages() {
    return (operation, handler) ->
        Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == PageRequest.class)
            ? describe(operation)
            : operation;
  }

  private static Operation describe(Operation operation) {
    operation.addParametersItem(
        new QueryParameter().name("limit").description("How many items at most").schema(limit()));
    operation.addParametersItem(
        new QueryParameter()
            .name("cursor")
            .description("The next of the page before")
            .schema(new StringSchema()));
    Header link =
        new Header()
            .description("The next page, as rel=\"next\"; absent on the last one")
            .schema(new StringSchema());
    operation
        .getResponses()
        .values()
        .forEach(answer -> answer.addHeaderObject(HttpHeaders.LINK, link));
    return operation;
  }

  private static Schema<?> limit() {
    var limit = new IntegerSchema();
    limit.setMinimum(BigDecimal.ONE);
    limit.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
    limit.setDefault(PageRequest.DEFAULT_LIMIT);
    return limit;
  }
}
