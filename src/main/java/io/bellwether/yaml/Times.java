package io.bellwether.yaml;

import java.time.Instant;

/** Points in time as everything that people and programs read from us writes them. */
public final class Times {

    private Times() {}

    /**
     * RFC 3339 in UTC: {@code 2026-03-02T08:00:00Z}, with three digits of a second where it is no whole one.
     *
     * @param millis epoch ms
     */
    public static String rfc3339(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
