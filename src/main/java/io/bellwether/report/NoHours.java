package io.bellwether.report;

import java.time.Instant;
import java.util.OptionalLong;

/** A period of which there is no hour. The message says which there are. */
public final class NoHours extends Exception {

    private static final long serialVersionUID = 1L;

    NoHours(Period period, OptionalLong first, OptionalLong last, String where) {
        super(where + " has no hours of " + period.name() + " (" + period.zone() + "); "
                + (first.isEmpty() || last.isEmpty()
                        ? "it has none at all: does the job write trends (influx.trend_bucket), or was it replayed with --trends?"
                        : "it has those of " + month(first.getAsLong(), period) + " to "
                                + month(last.getAsLong(), period) + ": name one of them in --period"));
    }

    private static String month(long millis, Period period) {
        return Period.monthOf(Instant.ofEpochMilli(millis).atZone(period.zone()).toLocalDate(), period.zone())
                .name();
    }
}
