package io.bellwether.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboards that Grafana is given, by file name. */
final class Boards {

    static final Path ENGLISH = Path.of("dashboards");
    static final Path CHINESE = ENGLISH.resolve("zh");

    private Boards() {}

    static Map<String, JsonNode> of(Path folder) throws IOException {
        Map<String, JsonNode> boards = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                boards.put(file.getFileName().toString(), Deployment.JSON.readTree(file.toFile()));
            }
        }
        return boards;
    }

    /** Of both languages, the Chinese ones with their folder. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> boards = of(ENGLISH);
        of(CHINESE).forEach((name, board) -> boards.put("zh/" + name, board));
        return boards;
    }

    static boolean isChinese(JsonNode board) {
        return board.get("uid").asText().endsWith("-zh");
    }
}
