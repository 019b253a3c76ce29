package org.retzef.family.registration;

/** How to write to a family: for the service that sends messages, when it sends one. */
record ContactDetails(PhoneNumber phone, Language preferredLanguage) {}
