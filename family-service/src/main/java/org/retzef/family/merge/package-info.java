/**
 * Makes one family of two that are the same, and two again if that was a mistake. Every row of the
 * merged family moves to the survivor with a note of where it came from; its secrets stay sealed as
 * they are and go on to open.
 */
@NullMarked
package org.retzef.family.merge;

import org.jspecify.annotations.NullMarked;
