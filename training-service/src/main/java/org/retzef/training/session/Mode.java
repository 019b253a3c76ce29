package org.retzef.training.session;

/** Where a session is held; in an emergency nearly all are remote [S1]. */
enum Mode {
  ON_SITE,
  REMOTE
}
