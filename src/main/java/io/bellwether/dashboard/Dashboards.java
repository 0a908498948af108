package io.bellwether.dashboard;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboards of Grafana, each written down once and given out in every language. */
public final class Dashboards {

    /** In the order in which they link to each other: from the whole to the part, then what stands beside it. */
    private static final List<String> NAMES = List.of(
            "wallboard",
            "operations",
            "team",
            "capacity",
            "sla",
            "quality",
            "platforms",
            "alerts",
            "trends",
            "pipeline");

    private Dashboards() {}

    /** The files of a language with days of UTC. */
    public static Map<String, String> files(BoardLanguage language) {
        return files(language, ZoneId.of("UTC"));
    }

    /**
     * The files of a language, by name: {@code operations.json} and the others.
     *
     * @param zone whose days and weeks trends are of, by a name that the store knows, such as {@code Asia/Shanghai}
     */
    public static Map<String, String> files(BoardLanguage language, ZoneId zone) {
        Sources sources = new Sources();
        Common common = Common.read(sources);
        BoardReader reader = new BoardReader(common);
        List<Board> boards = new ArrayList<>();
        for (String name : NAMES) {
            boards.add(reader.read(name, sources.open(name + ".yaml")));
        }
        sources.complete();
        Map<String, String> files = new LinkedHashMap<>();
        for (Board board : boards) {
            files.put(
                    board.name() + ".json",
                    CompactJson.text(new BoardWriter(common, boards, board, language, zone).write()));
        }
        return files;
    }
}
