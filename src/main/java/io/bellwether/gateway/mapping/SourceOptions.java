package io.bellwether.gateway.mapping;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the people of one source say of it, beside the mapping of its product.
 *
 * @param name of the source: {@code source} of its events
 * @param bots ids of authors that are bots, whatever the product calls them
 * @param lightAgents ids of authors who may only write notes
 * @param tables values that are added to the mapping's tables or replace them, by the table's name
 * @param values what {@code setting:NAME} stands for
 * @param zone of times that are written without an offset
 * @param dimensions of the settings: what events may carry beside the common fields
 * @param backfill whether events are history: counted, never alerted
 */
public record SourceOptions(
        String name,
        Set<String> bots,
        Set<String> lightAgents,
        Map<String, Map<String, String>> tables,
        Map<String, String> values,
        ZoneId zone,
        List<String> dimensions,
        boolean backfill) {

    public SourceOptions {
        bots = Set.copyOf(bots);
        lightAgents = Set.copyOf(lightAgents);
        Map<String, Map<String, String>> small = new HashMap<>();
        tables.forEach((table, entries) -> small.put(table, smallKeys(entries)));
        tables = Map.copyOf(small);
        values = Map.copyOf(values);
        dimensions = List.copyOf(dimensions);
    }

    /** A source of which nothing is said but its name. */
    public static SourceOptions of(String name) {
        return new SourceOptions(name, Set.of(), Set.of(), Map.of(), Map.of(), ZoneOffset.UTC, List.of(), false);
    }

    /** The same with other ids of bots. */
    public SourceOptions withBots(Collection<String> ids) {
        return new SourceOptions(name, Set.copyOf(ids), lightAgents, tables, values, zone, dimensions, backfill);
    }

    /** The same with other values of {@code setting:NAME}. */
    public SourceOptions withValues(Map<String, String> others) {
        return new SourceOptions(name, bots, lightAgents, tables, others, zone, dimensions, backfill);
    }

    /** The same with further dimensions. */
    public SourceOptions withDimensions(List<String> others) {
        return new SourceOptions(name, bots, lightAgents, tables, values, zone, others, backfill);
    }

    /** The same for history. */
    public SourceOptions asBackfill() {
        return new SourceOptions(name, bots, lightAgents, tables, values, zone, dimensions, true);
    }

    /** Keys of tables are compared without regard to capitals. */
    static Map<String, String> smallKeys(Map<String, String> entries) {
        Map<String, String> small = new HashMap<>();
        entries.forEach((key, value) -> small.put(key.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(small);
    }
}
