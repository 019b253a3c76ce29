package org.retzef.platform.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a random port, with a database of its own, the broker and the issuer of
 * {@link TestTokens}. {@code WebTestClient} can be injected; what it exchanges with the service is
 * held against the service's OpenAPI document.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "logging.level.kafka=warn",
      "logging.level.kafka.log.LogManager=error",
      "logging.level.state.change.logger=off", // the broker's files go before it does
      "logging.level.io.zonky=warn",
      "spring.reactor.netty.shutdown-quiet-period=0s" // 2 s for each context otherwise
    })
@AutoConfigureWebTestClient(timeout = "30s")
@Import(OpenApiTraffic.class)
@ContextConfiguration(initializers = TestEnvironment.class)
public @interface RetzefIT {}
