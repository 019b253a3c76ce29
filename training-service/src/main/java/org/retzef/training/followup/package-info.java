/**
 * Follow-ups: three days, three weeks and three months after a session everybody who was there gets
 * a mail with a link to a few questions [S3]. Each once, whatever crashes and however many copies
 * of the service run; only the database's clock counts.
 */
@NullMarked
package org.retzef.training.followup;

import org.jspecify.annotations.NullMarked;
