package org.retzef.training.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How mails leave.
 *
 * @param user empty where the server asks for none
 * @param starttls whether to send over encrypted connections only
 * @param atOnce connections to the server
 * @param pause between two looks for mails that are due
 */
@ConfigurationProperties("retzef.mail")
public record MailSettings(
    String host,
    int port,
    String user,
    String password,
    boolean starttls,
    String from,
    int atOnce,
    Duration pause) {}
