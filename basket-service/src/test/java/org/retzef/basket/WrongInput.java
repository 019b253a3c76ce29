package org.retzef.basket;

import java.util.function.Supplier;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * What somebody gets wrong, and the problem that it is.
 *
 * @param field that is at fault; empty where the whole request is refused
 * @param advice what its text says in English
 */
record WrongInput(
    String what,
    Supplier<ResponseSpec> request,
    int status,
    String field,
    String code,
    String advice) {}
