/**
 * Keeps what is known of a family unreadable without its key: every family has a key of its own
 * here, kept encrypted with this service's. Erasing a family is deleting its key.
 */
@NullMarked
package org.retzef.rights.protection;

import org.jspecify.annotations.NullMarked;
