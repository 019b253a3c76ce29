package org.retzef.basket.basket;

import java.util.UUID;

/** What this service needs of the news that a family is erased. */
record ErasedFamily(UUID familyId) {}
