package io.bellwether.influx;

import io.bellwether.file.FileProblem;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Where rows that were written for a bucket are read from again: a store ({@link StoreReader}), or files ({@link LineFile}). */
public interface RowSource extends AutoCloseable {

    /**
     * Which rows, and what of them.
     *
     * @param rollup value of the tag of that name; empty for all, which is right only where a measurement has none
     * @param fields at least one; a row that has none of them is no row
     * @param from epoch ms, inclusive
     * @param to epoch ms, exclusive
     */
    record Query(String measurement, String rollup, List<String> fields, long from, long to) {

        public Query {
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("a query of no fields of " + measurement);
            }
        }
    }

    /** A query and who takes its rows. */
    record Reading(Query query, Consumer<Row> each) {}

    /** Hands all rows over; those of a series in the order of time, series in any. */
    void read(Query query, Consumer<Row> each) throws StoreException, FileProblem;

    /**
     * The same of several queries, whose rows may come in turns.
     *
     * @param progress told the share that is done
     */
    default void readAll(List<Reading> readings, DoubleConsumer progress) throws StoreException, FileProblem {
        for (int i = 0; i < readings.size(); i++) {
            read(readings.get(i).query(), readings.get(i).each());
            progress.accept((i + 1.0) / readings.size());
        }
    }

    /** Time of the first row, or of the last; empty where there is none. */
    OptionalLong edge(Query query, boolean last) throws StoreException, FileProblem;

    /** For messages, such as {@code bucket trends of http://localhost:8086}. */
    String name();

    @Override
    void close();
}
