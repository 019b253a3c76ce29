package org.retzef.local.mail;

import java.time.Instant;

/** A mail as a person sees it. */
record ReceivedMail(String messageId, String to, String subject, String text, Instant receivedAt) {}
