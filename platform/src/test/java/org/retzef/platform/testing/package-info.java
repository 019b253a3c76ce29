/**
 * Brings the real PostgreSQL, the real Kafka and real tokens to tests, here and in every service.
 * What is tried against the true thing needs no guess about how it behaves.
 */
@NullMarked
package org.retzef.platform.testing;

import org.jspecify.annotations.NullMarked;
