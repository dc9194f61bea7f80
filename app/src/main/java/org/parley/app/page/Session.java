package org.parley.app.page;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A browser that showed the token.
 *
 * @param csrf what every form of this session carries
 * @param person the name typed last, so that it need not be typed again
 */
record Session(String csrf, AtomicReference<String> person) {
    Session(String csrf) {
        this(csrf, new AtomicReference<>(""));
    }
}
