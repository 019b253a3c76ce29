package org.retzef.basket;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.retzef.platform.testing.Answers;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A policy of today by which debts go to a committee of three in the district, and each tier has
 * days of its own to decide. It holds while a test is on: what others ask for goes by the service's
 * first policy.
 */
public final class CommitteePolicy implements BeforeEachCallback, AfterEachCallback {

  @Override
  public void beforeEach(ExtensionContext test) {
    Answers.id(
        Desk.basketManager(bean(test, WebTestClient.class))
            .post(
                "/approval-policies",
                """
                {"validFrom": "%s", "quorums": [1, 1, 3, 1], "deadlines": [3, 5, 7, 9],
                 "expression": "'DEBT' in categories ? DISTRICT : amount <= shekels(1000) ? TEAM_LEAD : amount <= shekels(10000) ? DEPARTMENT_HEAD : DISTRICT"}
                """
                    .formatted(AskedBasket.today())));
  }

  /** As if it had been one of long ago: nobody deletes a policy. */
  @Override
  public void afterEach(ExtensionContext test) {
    bean(test, DatabaseClient.class)
        .sql(
            """
            update routing_policy
               set valid_from = (select min(valid_from) - 1 from routing_policy)
             where valid_from = :today
            """)
        .bind("today", AskedBasket.today())
        .then()
        .block();
  }

  private static <T> T bean(ExtensionContext test, Class<T> type) {
    return SpringExtension.getApplicationContext(test).getBean(type);
  }
}
