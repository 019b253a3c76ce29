/**
 * Keeps who a family is unreadable without its key: every family has a key of its own, kept
 * encrypted with the service's. Erasing a family is deleting its key.
 */
@NullMarked
package org.retzef.family.protection;

import org.jspecify.annotations.NullMarked;
