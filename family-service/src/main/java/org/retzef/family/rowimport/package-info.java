/**
 * Files of rows, each known by a key: whatever a row is, a file is kept sealed with the answer to
 * its sender, its rows are taken in portions, and after a crash they are gone on with by
 * themselves.
 */
@NullMarked
package org.retzef.family.rowimport;

import org.jspecify.annotations.NullMarked;
