package io.bellwether.command;

import io.bellwether.file.Unusable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as a person reads them, in a zone and with its offset: {@code 2026-03-02T09:15:00+08:00}. */
record ZonedTimes(ZoneId zone) {

    /** @param name of a zone; null for that of this machine */
    static ZonedTimes of(String name) throws Unusable {
        try {
            return new ZonedTimes(name == null ? ZoneId.systemDefault() : ZoneId.of(name));
        } catch (DateTimeException e) {
            throw new Unusable("--zone: is no time zone: " + name + "; use a name such as Asia/Shanghai, or UTC");
        }
    }

    String of(long millis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    /** A time of a record; as it stands there where it is none. */
    String at(String rfc3339) {
        try {
            return of(Instant.parse(rfc3339).toEpochMilli());
        } catch (DateTimeParseException e) {
            return rfc3339;
        }
    }
}
