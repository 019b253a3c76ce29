/**
 * A true PostgreSQL server with its data in the platform's folder. Unlike a test database it writes
 * durably, asks for passwords, and is found again after its starter was killed.
 */
@NullMarked
package org.retzef.local.postgres;

import org.jspecify.annotations.NullMarked;
