package org.retzef.platform.inbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that reads notes and counts their lines. */
@SpringBootApplication
class InboxTestApplication {}
