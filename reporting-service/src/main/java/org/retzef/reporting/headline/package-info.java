/**
 * The headline: the figures of the newsletter, on any day. Events become dated facts, facts become
 * steps up and down, and an answer adds up a few dozen of them however long the history is.
 */
@NullMarked
package org.retzef.reporting.headline;

import org.jspecify.annotations.NullMarked;
