/**
 * The directory of actors: ministries, public bodies, foundations, organisations and national
 * programmes, with the legal bases on which they may be joined and the most that each opens [S1]
 * [S3] [S4].
 */
@NullMarked
package org.retzef.family.directory;

import org.jspecify.annotations.NullMarked;
