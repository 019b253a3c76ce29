package org.retzef.basket.receipt;

/** The family service, or the issuer of our token for it, does not answer as it should. */
final class ContactUnavailable extends RuntimeException {

  ContactUnavailable(RuntimeException cause) {
    super(cause.getClass().getSimpleName(), cause);
  }
}
