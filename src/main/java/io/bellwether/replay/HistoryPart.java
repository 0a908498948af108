package io.bellwether.replay;

import io.bellwether.ingest.Inbound;
import java.io.Closeable;
import java.util.Comparator;

/** A part of a history that is in order in itself: a file, or everything that had to be sorted. */
interface HistoryPart extends Closeable {

    /** By time; what is of one time, by file and line. Total over all lines of a history. */
    Comparator<HistoryPart> ORDER = Comparator.comparingLong(HistoryPart::turn)
            .thenComparingInt(HistoryPart::file)
            .thenComparingLong(HistoryPart::line);

    /** Moves to the next record; false after the last. */
    boolean advance();

    /** The record. */
    Inbound current();

    /** When it is its turn, epoch ms: never earlier than the record before it in this part. */
    long turn();

    /** Number of its file among those of the history. */
    int file();

    /** Number of its line in the file, from 1. */
    long line();

    @Override
    void close();
}
