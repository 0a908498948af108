package io.bellwether.console;

import io.bellwether.influx.RowSource;
import io.bellwether.ingest.DoorOperator;
import io.bellwether.settings.Settings;
import io.bellwether.sla.PolicyBook;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What a console is made of.
 *
 * @param store where figures are read from; null for none
 * @param recentMillis over how long rates on the wallboard are
 * @param policies those that a case is told by, read when it is asked for
 * @param trial what rules are tried by, read when they are; null where they cannot be
 */
public record ConsoleParts(
        Settings settings, RowSource store, long recentMillis, Supplier<PolicyBook> policies, Callable<Trial> trial) {

    /** A quarter of an hour, as dashboards have it. */
    public static final long USUAL_RECENT_MILLIS = 900_000;

    /** One in which rules are not tried. */
    public ConsoleParts(Settings settings, RowSource store, long recentMillis, Supplier<PolicyBook> policies) {
        this(settings, store, recentMillis, policies, null);
    }

    /**
     * What a history is replayed by.
     *
     * @param settings with the files that they name
     */
    public record Trial(Settings settings, PolicyBook policies, DoorOperator.ModelSource model) {}
}
