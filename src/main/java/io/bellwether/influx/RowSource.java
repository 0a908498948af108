package io.bellwether.influx;

import io.bellwether.file.FileProblem;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

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

    /** Hands all rows over; those of a series in the order of time, series in any. */
    void read(Query query, Consumer<Row> each) throws StoreException, FileProblem;

    /** Time of the first row, or of the last; empty where there is none. */
    OptionalLong edge(Query query, boolean last) throws StoreException, FileProblem;

    /** For messages, such as {@code bucket trends of http://localhost:8086}. */
    String name();

    @Override
    void close();
}
