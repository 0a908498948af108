package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** From a queue to what else is known of it, with the time and everything chosen but the queue. */
final class QueueLinks {

    private static final String QUEUE = "bellwether-operations";
    private static final String AGENTS = "bellwether-team";

    private final Common common;
    private final Board board;
    private final BoardLanguage language;

    QueueLinks(Common common, Board board, BoardLanguage language) {
        this.common = common;
        this.board = board;
        this.language = language;
    }

    /** Of a line in a chart: this dashboard again, and who serves the queue. */
    ArrayNode ofSeries() {
        ArrayNode links = Json.array();
        links.add(Json.link(
                common.thisQueue().in(language), url(board.uid(), "__field.labels.queue", board.variables())));
        if (!board.uid().equals(AGENTS)) {
            links.add(Json.link(
                    common.agentsOfQueue().in(language), url(AGENTS, "__field.labels.queue", List.of(board.source()))));
        }
        return links;
    }

    /** Of a cell that names a queue: what customers feel there. */
    ArrayNode ofCell() {
        return Json.array()
                .add(Json.link(common.thisQueue().in(language), url(QUEUE, "__value.raw", List.of(board.source()))));
    }

    private String url(String uid, String queue, List<String> variables) {
        StringBuilder url = new StringBuilder("/d/")
                .append(uid)
                .append(language.suffix())
                .append("?var-queue=${")
                .append(queue)
                .append(":percentencode}&${__url_time_range}");
        variables.stream()
                .filter(name -> !name.equals("queue"))
                .forEach(name -> url.append("&${").append(name).append(":queryparam}"));
        return url.toString();
    }
}
