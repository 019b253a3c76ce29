package org.retzef.reporting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * Counts the families of the whole country, and so is alone with a service, a database and a broker
 * of its own. Such classes run after all others, in a JVM of theirs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("whole-country")
@TestPropertySource(properties = "retzef.test.another-broker=true")
@DirtiesContext
public @interface WholeCountry {}
