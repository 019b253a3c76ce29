/**
 * What the database alone must not tell: a key outside of it, by which addresses are sealed, links
 * are drawn and user names are marked.
 */
@NullMarked
package org.retzef.training.secret;

import org.jspecify.annotations.NullMarked;
