package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.UUID;

/** What this service needs of the news that an enrolment ended. */
record EndedEnrolment(UUID enrolmentId, LocalDate endDate) {}
