/** Files with many rows: streamed in, worked on by portions, and reported row by row. */
@NullMarked
package org.retzef.training.fileimport;

import org.jspecify.annotations.NullMarked;
