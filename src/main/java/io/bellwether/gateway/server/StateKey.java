package io.bellwether.gateway.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** By which a case's record is kept: its source and its id, with a blank between them; names of sources have none. */
record StateKey(String source, String caseId) {

    /** That of a record; empty where it is of something else. */
    static Optional<StateKey> of(byte[] key) {
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        int blank = name.indexOf(' ');
        return blank < 0
                ? Optional.empty()
                : Optional.of(new StateKey(name.substring(0, blank), name.substring(blank + 1)));
    }

    byte[] bytes() {
        return (source + " " + caseId).getBytes(StandardCharsets.UTF_8);
    }
}
