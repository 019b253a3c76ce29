package org.retzef.basket.upkeep;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Something to be done again and again. A feature declares it as a bean.
 *
 * @param work does all that is due; it takes its rows by {@code for update skip locked} or a
 *     conditional update, because another copy of the service does the same
 */
public record RepeatedWork(String name, Duration every, Supplier<Mono<?>> work) {}
