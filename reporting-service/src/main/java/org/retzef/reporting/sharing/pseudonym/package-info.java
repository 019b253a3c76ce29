/**
 * The names under which partners know families: different ones for each agreement, made with a key
 * that no partner has. Nothing but the key leads back, and the key lies sealed.
 */
@NullMarked
package org.retzef.reporting.sharing.pseudonym;

import org.jspecify.annotations.NullMarked;
