package io.bellwether.dashboard;

import java.util.List;

/**
 * A dashboard as it is written down.
 *
 * @param name of its file
 * @param to where its time ends: now, or a while ahead where it shows what is planned
 * @param source the variable of its data source
 * @param annotated by which of its variables alerts are chosen that it is annotated with; empty for all, null for not at all
 * @param large whether its texts are to be read across a room
 */
record Board(
        String name,
        String uid,
        Bilingual title,
        Bilingual description,
        String refresh,
        List<String> refreshes,
        String from,
        String to,
        String source,
        List<String> variables,
        String annotated,
        boolean large,
        List<Panel> panels,
        List<Row> rows) {

    /** What folds out below. */
    record Row(Bilingual title, List<Panel> panels) {}
}
