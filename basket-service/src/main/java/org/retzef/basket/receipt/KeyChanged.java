package org.retzef.basket.receipt;

/** The key is not the one with which the receipt was prepared: its link would lead nowhere. */
final class KeyChanged extends RuntimeException {}
