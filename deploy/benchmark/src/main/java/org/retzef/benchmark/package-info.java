/**
 * What the benchmarks need beside the platform: made-up families, and a plain peer that answers the
 * same questions from the same database, as most teams would write it.
 */
@NullMarked
package org.retzef.benchmark;

import org.jspecify.annotations.NullMarked;
